//! `evidence://localhost/thumb/<record id>`: small pictures for the page.
//!
//! Only what `casework` has decoded and drawn anew is handed out, never the original's bytes; only while the vault is
//! open; and only as a picture, whatever it is.

use crate::desk::Desk;
use sandyq_domain::RecordId;
use tauri::http::{Request, Response, StatusCode, Uri, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

/// The scheme, named in the page's content policy.
pub const SCHEME: &str = "evidence";

/// Answers one request, away from the main thread.
#[expect(clippy::needless_pass_by_value, reason = "the signature is Tauri's")]
pub fn answer<R: Runtime>(context: UriSchemeContext<'_, R>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let app = context.app_handle().clone();
    let id = record(request.uri());
    tauri::async_runtime::spawn_blocking(move || {
        let picture = id.and_then(|id| app.state::<Desk>().thumbnail(id));
        responder.respond(response(picture));
    });
}

/// The record an address speaks of.
fn record(address: &Uri) -> Option<RecordId> {
    address.path().strip_prefix("/thumb/")?.parse().ok()
}

fn response(picture: Option<Vec<u8>>) -> Response<Vec<u8>> {
    let (status, kind, body) = match picture {
        Some(bytes) => match kind(&bytes) {
            Some(kind) => (StatusCode::OK, kind, bytes),
            None => (StatusCode::NOT_FOUND, "text/plain", Vec::new()),
        },
        None => (StatusCode::NOT_FOUND, "text/plain", Vec::new()),
    };
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CACHE_CONTROL, "no-store")
        .body(body)
        .expect("constant headers are valid")
}

/// The type of a picture drawn by us: one of two, told by its first bytes.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\xff\xd8\xff") {
        Some("image/jpeg")
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_thumbnails_name_a_record() {
        let id = RecordId::from_bytes([7; 16]);
        let record = |address: &str| record(&address.parse().expect("an address"));
        assert!(record(&format!("evidence://localhost/thumb/{id}")).is_some());
        for other in ["/", "/thumb/", "/thumb/../files/x", "/files/ab/cdef"] {
            assert!(record(&format!("evidence://localhost{other}")).is_none(), "{other}");
        }
    }

    #[test]
    fn what_is_not_a_picture_of_ours_is_not_handed_out() {
        for bytes in [&b"<svg onload=x>"[..], b"%PDF-1.7", b"GIF89a", b""] {
            let response = response(Some(bytes.to_vec()));
            assert_eq!(response.status(), StatusCode::NOT_FOUND);
            assert!(response.body().is_empty());
        }
        assert_eq!(
            response(Some(b"\xff\xd8\xff\xe0".to_vec())).headers()[header::CONTENT_TYPE],
            "image/jpeg"
        );
    }
}
