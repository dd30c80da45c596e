//! How answers travel: as borsh, a compact form that needs no names of fields.
//!
//! Answers hold whole catalogues and designs; reading them as JSON would make the client a fifth
//! larger.

use borsh::{BorshDeserialize, BorshSerialize};
use bytes::Bytes;
use leptos::server_fn::codec::Post;
use leptos::server_fn::{ContentType, Decodes, Encodes, Format, FormatType};

/// Borsh in the body of an answer.
pub struct PackedEncoding;

/// The output of every server function.
pub type Packed = Post<PackedEncoding>;

impl ContentType for PackedEncoding {
    const CONTENT_TYPE: &'static str = "application/octet-stream";
}

impl FormatType for PackedEncoding {
    const FORMAT_TYPE: Format = Format::Binary;
}

impl<T: BorshSerialize> Encodes<T> for PackedEncoding {
    type Error = std::io::Error;

    fn encode(value: &T) -> Result<Bytes, Self::Error> {
        borsh::to_vec(value).map(Bytes::from)
    }
}

impl<T: BorshDeserialize> Decodes<T> for PackedEncoding {
    type Error = std::io::Error;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        borsh::from_slice(&bytes)
    }
}
