//! Files as servers send them that compress ahead of time.

use std::io::{self, Write};

use brotli::CompressorWriter;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::pack;

const QUALITY: i32 = 11;
const WINDOW: i32 = 22;
/// After how many bytes, as a power of two, the statistics may change; which is best depends.
const BLOCKS: [i32; 3] = [16, 17, 18];
const BUFFER: usize = 64 * 1024;

/// By brotli, as small as it gets.
pub(crate) fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let (first, rest) = bytes.split_at(pack::seam(bytes).unwrap_or_default());
    let all = BLOCKS.map(|lgblock| {
        let params = BrotliEncoderParams {
            quality: QUALITY,
            lgwin: WINDOW,
            lgblock,
            ..BrotliEncoderParams::default()
        };
        let mut brotli = CompressorWriter::with_params(Vec::new(), BUFFER, &params);
        if !first.is_empty() {
            brotli.write_all(first)?;
            brotli.flush()?;
        }
        brotli.write_all(rest)?;
        Ok(brotli.into_inner())
    });
    let all = all.into_iter().collect::<io::Result<Vec<_>>>()?;
    Ok(all.into_iter().min_by_key(Vec::len).unwrap_or_default())
}

/// By gzip, as small as it gets; the same bytes at any time.
pub(crate) fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    gzip.finish()
}
