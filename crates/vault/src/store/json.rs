//! JSON columns: what goes in always serialises, what comes out damaged is said to be damaged and not quoted.

use super::error::StoreError;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub fn encode<T: Serialize + ?Sized>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Refused {
        code: rusqlite::ffi::SQLITE_MISMATCH,
    })
}

pub fn decode<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Damaged)
}
