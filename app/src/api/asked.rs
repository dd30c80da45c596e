//! How questions travel: as JSON, so that a person can ask with curl. What is wrong with one is
//! answered with the field it is about.

use bytes::Bytes;
use leptos::server_fn::codec::Post;
use leptos::server_fn::{ContentType, Decodes, Encodes, Format, FormatType};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// JSON in the body of a question.
pub struct AskedEncoding;

/// The input of every server function.
pub type Asked = Post<AskedEncoding>;

impl ContentType for AskedEncoding {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for AskedEncoding {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for AskedEncoding {
    type Error = serde_json::Error;

    fn encode(value: &T) -> Result<Bytes, Self::Error> {
        serde_json::to_vec(value).map(Bytes::from)
    }
}

#[cfg(feature = "ssr")]
impl<T: DeserializeOwned> Decodes<T> for AskedEncoding {
    type Error = String;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        let mut json = serde_json::Deserializer::from_slice(&bytes);
        let value =
            serde_path_to_error::deserialize(&mut json).map_err(|error| error.to_string())?;
        json.end().map_err(|error| error.to_string())?;
        Ok(value)
    }
}

/// The browser asks; it never reads a question.
#[cfg(not(feature = "ssr"))]
impl<T: DeserializeOwned> Decodes<T> for AskedEncoding {
    type Error = serde_json::Error;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        serde_json::from_slice(&bytes)
    }
}
