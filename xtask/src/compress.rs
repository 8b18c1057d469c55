//! Files as servers send them that compress ahead of time.

use std::io::{self, Write};

use brotli::CompressorWriter;
use flate2::Compression;
use flate2::write::GzEncoder;

const QUALITY: u32 = 11;
const WINDOW: u32 = 22;
const BUFFER: usize = 64 * 1024;

/// By brotli, as small as it gets.
pub(crate) fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut brotli = CompressorWriter::new(Vec::new(), BUFFER, QUALITY, WINDOW);
    brotli.write_all(bytes)?;
    Ok(brotli.into_inner())
}

/// By gzip, as small as it gets; the same bytes at any time.
pub(crate) fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    gzip.finish()
}
