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
    let seams = [0, pack::seam(bytes).unwrap_or_default()];
    let all = seams.iter().flat_map(|seam| {
        let parts = bytes.split_at(*seam);
        BLOCKS.map(|lgblock| brotli_in(parts, lgblock))
    });
    let all = all.collect::<io::Result<Vec<_>>>()?;
    Ok(all.into_iter().min_by_key(Vec::len).unwrap_or_default())
}

/// The same, where statistics begin anew with the second part.
fn brotli_in((first, rest): (&[u8], &[u8]), lgblock: i32) -> io::Result<Vec<u8>> {
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
}

/// By gzip, as small as it gets; the same bytes at any time.
pub(crate) fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    gzip.finish()
}
