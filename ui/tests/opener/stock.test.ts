// @vitest-environment node
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fingerprint } from '../../opener/src/sums';
import { tarOf } from '../../opener/src/verify';
import { makeKey, openAge, refusalOf } from './sealing';

const specification = readFileSync(new URL('../../../docs/formats/bundle.md', import.meta.url), 'utf8');
const script = /## Writing a bundle with stock tools[\s\S]*?```bash\n([\s\S]*?)```/.exec(specification)?.[1] ?? '';
const folder = mkdtempSync(join(tmpdir(), 'opener-'));
afterAll(() => { rmSync(folder, { recursive: true }); });

test('what the script in the specification writes with age, minisign and tar opens and verifies', async () => {
  const { key, recipient } = await makeKey();
  writeFileSync(join(folder, 'recipient'), `${recipient}\n`);
  execFileSync('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder });
  const age = readFileSync(join(folder, 'bundle.age'));
  const contents = await openAge(age, { keys: [key] });
  const key56 = readFileSync(join(folder, 'sender.pub'), 'utf8').split('\n')[1];
  expect(contents.sender.text).toBe(key56);
  expect(readFileSync(join(folder, 'sender.pub'), 'utf8')).toContain(contents.sender.id);
  expect(contents.manifest.sender.name).toBe('A stranger');
  expect(Buffer.from(contents.parts.at(-1)?.bytes ?? []).equals(readFileSync(join(folder, 'files/0001.jpg')))).toBe(true);
  expect(Buffer.concat(tarOf(contents)).equals(readFileSync(join(folder, 'bundle.tar')))).toBe(true);
  const altered = Buffer.from(age);
  altered[90_000] = (altered[90_000] ?? 0) ^ 1;
  expect(await refusalOf(openAge(altered, { keys: [key] }))).toBe('damaged');
});

test('a fingerprint is the one that stock tools make', async () => {
  const [age, minisign] = ['age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p', 'RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3'];
  const sum = execFileSync('sha256sum', { input: `sandyq-contact 1\n${age}\n${minisign}\n` }).toString();
  const digits = await fingerprint(age, minisign);
  expect(digits).toMatch(/^(\d{5} ){6}\d{5}$/);
  expect(BigInt(digits.replaceAll(' ', ''))).toBe(BigInt(`0x${sum.slice(0, 32)}`) % 10n ** 35n);
});
