/*
 * A library to be preloaded into a test process. It stands between that process and the C library's calls that change
 * files, and does two things for files below the folder that SANDYQ_SHIM_ROOT names:
 *
 *   it RECORDS every change, with its bytes, in the order in which they were made, and
 *   it makes the n-th change FAIL, once or from then on, or cuts a write short.
 *
 * It is not a part of any program: nothing links it, the tests compile it for themselves, and without that variable it
 * passes every call on. It sees calls of the C library (Rust's std and SQLite make those), not system calls made directly:
 * of ours these are punching holes, syncfs and access (through rustix), none of which carries data; that a log is whole is
 * shown by building the folder from it and comparing. It follows no links and keeps no table of descriptors: what a
 * descriptor is, it asks /proc. A process tells it what to do by reading links that do not exist (see `door`).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define DOOR "/sandyq-shim/"
#define SHORT (-1)

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -1;
/* The change that fails, counted from 1; 0 while none is to fail. */
static long armed_at, counted;
static int armed_errno;
/* 'o' once, 'f' from then on, 's' a write is cut in half and from then on nothing works. */
static char armed_how;

/* ---- which files are ours ---- */

static const char *below_root(const char *path) {
    static const char *root;
    if (!root && !(root = getenv("SANDYQ_SHIM_ROOT"))) root = "";
    size_t length = strlen(root);
    if (!length || strncmp(path, root, length)) return NULL;
    if (path[length] == '\0') return path + length;
    return path[length] == '/' ? path + length + 1 : NULL;
}

static int path_of(int fd, char *out) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, out, PATH_MAX - 1);
    if (length < 0) return 0;
    out[length] = '\0';
    return 1;
}

/* The path below the root, in `out`, or NULL. */
static const char *named(int dir, const char *path, char *out) {
    char base[PATH_MAX];
    if (path[0] == '/') {
        snprintf(out, PATH_MAX, "%s", path);
    } else {
        if (dir == AT_FDCWD ? !getcwd(base, sizeof base) : !path_of(dir, base)) return NULL;
        if (snprintf(out, PATH_MAX, "%s/%s", base, path) >= PATH_MAX) return NULL;
    }
    for (size_t end = strlen(out); end > 1 && out[end - 1] == '/'; end--) out[end - 1] = '\0';
    return below_root(out);
}

static const char *opened(int fd, char *out) { return path_of(fd, out) ? below_root(out) : NULL; }

/* ---- the log: op, lengths of two names, inode, number, length of the bytes; then names and bytes ---- */

static void enter(char op, const char *a, const char *b, uint64_t inode, uint64_t number, const void *bytes,
                  uint64_t length) {
    if (log_fd < 0) return;
    unsigned char head[33];
    uint32_t a_length = a ? strlen(a) : 0, b_length = b ? strlen(b) : 0;
    head[0] = op;
    memcpy(head + 1, &a_length, 4);
    memcpy(head + 5, &b_length, 4);
    memcpy(head + 9, &inode, 8);
    memcpy(head + 17, &number, 8);
    memcpy(head + 25, &length, 8);
    struct iovec parts[] = {{head, sizeof head}, {(void *)a, a_length}, {(void *)b, b_length}, {(void *)bytes, length}};
    if (syscall(SYS_writev, log_fd, parts, 4) != (ssize_t)(sizeof head + a_length + b_length + length)) abort();
}

static uint64_t inode_of(int fd) {
    struct stat meta;
    return fstat(fd, &meta) ? 0 : meta.st_ino;
}

/* 0: go on; SHORT: write half; otherwise the errno to fail with. */
static int gate(int is_write) {
    if (!armed_at) return 0;
    counted++;
    if (counted < armed_at) return 0;
    if (counted == armed_at) return armed_how == 's' && is_write ? SHORT : armed_errno;
    return armed_how == 'o' ? 0 : armed_errno;
}

/* ---- the door: read_link("/sandyq-shim/<command>") ---- */

static ssize_t answer(char *out, size_t size, long number) {
    char text[32];
    size_t length = snprintf(text, sizeof text, "%ld", number);
    if (length > size) length = size;
    memcpy(out, text, length);
    return length;
}

static ssize_t door(const char *command, char *out, size_t size) {
    long said = 0;
    pthread_mutex_lock(&guard);
    if (!strncmp(command, "record ", 7)) {
        log_fd = syscall(SYS_openat, AT_FDCWD, command + 7, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
        said = log_fd;
    } else if (!strncmp(command, "mark ", 5)) {
        enter('K', command + 5, NULL, 0, 0, NULL, 0);
    } else if (!strcmp(command, "settle")) {
        enter('A', NULL, NULL, 0, 0, NULL, 0);
    } else if (sscanf(command, "arm %ld %d %c", &armed_at, &armed_errno, &armed_how) == 3) {
        counted = 0;
    } else if (!strcmp(command, "disarm")) {
        said = counted;
        armed_at = 0;
    } else {
        said = -1;
    }
    pthread_mutex_unlock(&guard);
    return answer(out, size, said);
}

ssize_t readlink(const char *path, char *out, size_t size) {
    if (!strncmp(path, DOOR, strlen(DOOR))) return door(path + strlen(DOOR), out, size);
    return syscall(SYS_readlinkat, AT_FDCWD, path, out, size);
}

/* Runs CALL unless it is to fail, and enters it when it worked. */
#define CHANGE(CALL, ENTRY)                  \
    do {                                     \
        pthread_mutex_lock(&guard);          \
        long done = -1;                      \
        int refused = gate(0);               \
        if (refused) {                       \
            errno = refused;                 \
        } else {                             \
            done = (CALL);                   \
            int kept = errno;                \
            if (done >= 0) { ENTRY; }        \
            errno = kept;                    \
        }                                    \
        pthread_mutex_unlock(&guard);        \
        return done;                         \
    } while (0)

/* ---- names ---- */

static int open_at(int dir, const char *path, int flags, mode_t mode) {
    char full[PATH_MAX];
    const char *name = flags & (O_CREAT | O_TRUNC) || (flags & O_TMPFILE) == O_TMPFILE ? named(dir, path, full) : NULL;
    struct stat meta;
    int nameless = (flags & O_TMPFILE) == O_TMPFILE;
    int there = name && !nameless && !fstatat(dir, path, &meta, AT_SYMLINK_NOFOLLOW);
    int makes = name && !there && (nameless || flags & O_CREAT);
    int empties = name && there && flags & O_TRUNC && !(flags & O_EXCL) && meta.st_size > 0;
    if (!makes && !empties) return syscall(SYS_openat, dir, path, flags, mode);
    CHANGE(syscall(SYS_openat, dir, path, flags, mode),
           enter(makes ? 'C' : 'T', makes && !nameless ? name : NULL, NULL, inode_of(done), 0, NULL, 0));
}

static mode_t mode_in(int flags, va_list list) {
    return flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(list, mode_t) : 0;
}

#define OPEN(NAME)                                     \
    int NAME(const char *path, int flags, ...) {       \
        va_list list;                                  \
        va_start(list, flags);                         \
        mode_t mode = mode_in(flags, list);            \
        va_end(list);                                  \
        return open_at(AT_FDCWD, path, flags, mode);   \
    }
#define OPENAT(NAME)                                       \
    int NAME(int dir, const char *path, int flags, ...) {  \
        va_list list;                                      \
        va_start(list, flags);                             \
        mode_t mode = mode_in(flags, list);                \
        va_end(list);                                      \
        return open_at(dir, path, flags, mode);            \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
int creat(const char *path, mode_t mode) { return open_at(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

static int rename_at(int from_dir, const char *from, int to_dir, const char *to, unsigned flags) {
    char from_full[PATH_MAX], to_full[PATH_MAX];
    const char *old = named(from_dir, from, from_full), *new = named(to_dir, to, to_full);
    if (!old && !new) return syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
    if (!old || !new || flags & RENAME_EXCHANGE) abort(); /* nothing of ours does that */
    CHANGE(syscall(SYS_renameat2, from_dir, from, to_dir, to, flags), enter('R', old, new, 0, 0, NULL, 0));
}

int rename(const char *from, const char *to) { return rename_at(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int from_dir, const char *from, int to_dir, const char *to) {
    return rename_at(from_dir, from, to_dir, to, 0);
}
int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags) {
    return rename_at(from_dir, from, to_dir, to, flags);
}

int linkat(int from_dir, const char *from, int to_dir, const char *to, int flags) {
    char full[PATH_MAX];
    const char *name = named(to_dir, to, full);
    struct stat meta;
    if (!name || fstatat(from_dir, from, &meta, flags & AT_SYMLINK_FOLLOW ? 0 : AT_SYMLINK_NOFOLLOW))
        return syscall(SYS_linkat, from_dir, from, to_dir, to, flags);
    CHANGE(syscall(SYS_linkat, from_dir, from, to_dir, to, flags), enter('L', name, NULL, meta.st_ino, 0, NULL, 0));
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int unlinkat(int dir, const char *path, int flags) {
    char full[PATH_MAX];
    const char *name = named(dir, path, full);
    if (!name || faccessat(dir, path, F_OK, AT_SYMLINK_NOFOLLOW)) return syscall(SYS_unlinkat, dir, path, flags);
    CHANGE(syscall(SYS_unlinkat, dir, path, flags),
           enter(flags & AT_REMOVEDIR ? 'X' : 'U', name, NULL, 0, 0, NULL, 0));
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int dir, const char *path, mode_t mode) {
    char full[PATH_MAX];
    const char *name = named(dir, path, full);
    if (!name || !faccessat(dir, path, F_OK, AT_SYMLINK_NOFOLLOW)) return syscall(SYS_mkdirat, dir, path, mode);
    CHANGE(syscall(SYS_mkdirat, dir, path, mode), enter('M', name, NULL, 0, 0, NULL, 0));
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

/* ---- bytes ---- */

static ssize_t put(int fd, const void *bytes, size_t length, int has_offset, off_t offset) {
    char full[PATH_MAX];
    if (!opened(fd, full))
        return has_offset ? syscall(SYS_pwrite64, fd, bytes, length, offset) : syscall(SYS_write, fd, bytes, length);
    pthread_mutex_lock(&guard);
    ssize_t done = -1;
    int refused = gate(1);
    if (refused == SHORT && length < 2) refused = armed_errno;
    if (refused == SHORT) length /= 2;
    if (refused && refused != SHORT) {
        errno = refused;
    } else {
        done = has_offset ? syscall(SYS_pwrite64, fd, bytes, length, offset) : syscall(SYS_write, fd, bytes, length);
        int kept = errno;
        if (done >= 0) enter('W', NULL, NULL, inode_of(fd), has_offset ? offset : lseek(fd, 0, SEEK_CUR) - done, bytes, done);
        errno = kept;
    }
    pthread_mutex_unlock(&guard);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) { return put(fd, bytes, length, 0, 0); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return put(fd, bytes, length, 1, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return put(fd, bytes, length, 1, offset); }

/* Vectors become single writes: a short answer is allowed, and the caller writes the rest. */
ssize_t writev(int fd, const struct iovec *parts, int count) {
    char full[PATH_MAX];
    if (!opened(fd, full)) return syscall(SYS_writev, fd, parts, count);
    for (int at = 0; at < count; at++)
        if (parts[at].iov_len) return put(fd, parts[at].iov_base, parts[at].iov_len, 0, 0);
    return 0;
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
    char full[PATH_MAX];
    if (!opened(fd, full)) return syscall(SYS_pwritev, fd, parts, count, (long)offset, 0L);
    for (int at = 0; at < count; at++)
        if (parts[at].iov_len) return put(fd, parts[at].iov_base, parts[at].iov_len, 1, offset);
    return 0;
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) {
    return pwritev(fd, parts, count, offset);
}

/* Copies inside the kernel would pass by: refused, so that callers read and write instead. */
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t length, unsigned flags) {
    char full[PATH_MAX];
    if (!opened(out, full)) return syscall(SYS_copy_file_range, in, from, out, to, length, flags);
    errno = EXDEV;
    return -1;
}
ssize_t sendfile(int out, int in, off_t *from, size_t length) {
    char full[PATH_MAX];
    if (!opened(out, full)) return syscall(SYS_sendfile, out, in, from, length);
    errno = EINVAL;
    return -1;
}
ssize_t sendfile64(int out, int in, off64_t *from, size_t length) { return sendfile(out, in, from, length); }
ssize_t splice(int in, off64_t *from, int out, off64_t *to, size_t length, unsigned flags) {
    char full[PATH_MAX];
    if (!opened(out, full)) return syscall(SYS_splice, in, from, out, to, length, flags);
    errno = EINVAL;
    return -1;
}

int ftruncate(int fd, off_t length) {
    char full[PATH_MAX];
    if (!opened(fd, full)) return syscall(SYS_ftruncate, fd, length);
    CHANGE(syscall(SYS_ftruncate, fd, length), enter('T', NULL, NULL, inode_of(fd), length, NULL, 0));
}
int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }

int fallocate(int fd, int mode, off_t offset, off_t length) {
    char full[PATH_MAX];
    struct stat meta;
    if (!opened(fd, full)) return syscall(SYS_fallocate, fd, mode, offset, length);
    if (mode) { /* holes are best effort everywhere: this disk has none */
        errno = EOPNOTSUPP;
        return -1;
    }
    CHANGE(syscall(SYS_fallocate, fd, mode, offset, length),
           if (!fstat(fd, &meta)) enter('T', NULL, NULL, meta.st_ino, meta.st_size, NULL, 0));
}
int fallocate64(int fd, int mode, off64_t offset, off64_t length) { return fallocate(fd, mode, offset, length); }
int posix_fallocate(int fd, off_t offset, off_t length) { return fallocate(fd, 0, offset, length) ? errno : 0; }
int posix_fallocate64(int fd, off64_t offset, off64_t length) { return posix_fallocate(fd, offset, length); }

/* ---- down to the disk ---- */

static int sync_one(int fd, long call) {
    char full[PATH_MAX];
    struct stat meta;
    const char *name = opened(fd, full);
    if (!name || fstat(fd, &meta)) return syscall(call, fd);
    CHANGE(syscall(call, fd),
           S_ISDIR(meta.st_mode) ? enter('D', name, NULL, 0, 0, NULL, 0) : enter('S', NULL, NULL, meta.st_ino, 0, NULL, 0));
}

int fsync(int fd) { return sync_one(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_one(fd, SYS_fdatasync); }
int syncfs(int fd) {
    char full[PATH_MAX];
    if (!opened(fd, full)) return syscall(SYS_syncfs, fd);
    CHANGE(syscall(SYS_syncfs, fd), enter('A', NULL, NULL, 0, 0, NULL, 0));
}
