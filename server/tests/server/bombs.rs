//! S4: what is small and unpacks to much is refused, within the memory of a small machine.

use std::fs;
use std::process::Command;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};

/// Half as much again as there is memory, and packed next to nothing.
const MUCH: usize = 96 << 20;
/// As much memory as the program may take for data: 64 MiB, in KiB.
const LITTLE: &str = "ulimit -d 65536; exec \"$0\" \"$@\"";

fn nothing(mut out: impl std::io::Write) {
    let piece = vec![b' '; 1 << 20];
    for _ in 0..MUCH / piece.len() {
        out.write_all(&piece).unwrap();
    }
}

/// A chunk of a PNG with its checksum.
fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(kind);
    sum.update(data);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], kind, data, &sum.sum().to_be_bytes()].concat()
}

#[test]
fn a_bomb_is_refused_within_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    nothing(&mut packed);
    let zlib = packed.finish().unwrap();
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    nothing(&mut packed);
    let gzip = packed.finish().unwrap();
    // One pixel, and a text that says that it is a design.
    let head = [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0];
    let of_design = b"topology-designer\0\0";
    let png = |kind: &[u8; 4], text: &[u8]| {
        let begin = b"\x89PNG\r\n\x1a\n".to_vec();
        let pixels = chunk(b"IDAT", &[0x78, 0x9C, 0x63, 0, 0, 0, 1, 0, 1]);
        [begin, chunk(b"IHDR", &head), chunk(kind, text), pixels, chunk(b"IEND", &[])].concat()
    };
    let international = [b"topology-designer\0\x01\0\0\0".to_vec(), zlib.clone()].concat();
    let plain = [of_design.to_vec(), zlib].concat();
    let wide = "[".repeat(4 << 20);
    let entities = format!(
        "<!DOCTYPE svg [<!ENTITY a \"{}\">{}]><svg xmlns=\"http://www.w3.org/2000/svg\">&z;</svg>",
        "x".repeat(1_000),
        ('b'..='z')
            .zip('a'..='y')
            .map(|(name, of)| format!("<!ENTITY {name} \"{}\">", format!("&{of};").repeat(10)))
            .collect::<String>()
    );
    for (what, file, command) in [
        ("zTXt", png(b"zTXt", &plain), "validate"),
        ("iTXt", png(b"iTXt", &international), "validate"),
        ("brackets", wide.into_bytes(), "validate"),
        ("entities", entities.into_bytes(), "validate"),
        ("gzip", gzip.clone(), "validate"),
        ("a copy", gzip, "restore"),
    ] {
        let path = folder.path().join("bomb");
        fs::write(&path, file).unwrap();
        let ran = Command::new("sh")
            .args(["-c", LITTLE, env!("CARGO_BIN_EXE_topology-designer"), command])
            .arg(&path)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(2), "{what}: {said}");
        assert!(said.lines().count() == 1 && said.len() < 600, "{what}: {said}");
    }
}
