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
/// After which rows of a packed wasm it was worth most to begin anew, of all: which is best changes
/// with every change of the code.
const LIKELY: [usize; 8] = [1, 2, 7, 8, 9, 21, 24, 26];
const BUFFER: usize = 64 * 1024;

/// By brotli, as small as it gets.
pub(crate) fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let [block, ..] = BLOCKS;
    let whole = BLOCKS.map(|block| brotli_in(bytes, &[], block));
    let cuts = cuts(&pack::seams(bytes));
    let cut = cuts.iter().map(|cuts| brotli_in(bytes, cuts, block));
    let all = whole.into_iter().chain(cut);
    let all = all.collect::<io::Result<Vec<_>>>()?;
    Ok(all.into_iter().min_by_key(Vec::len).unwrap_or_default())
}

/// Where to cut what has these seams, in all ways that may be worth it: at the first, at another, or
/// at both.
fn cuts(seams: &[usize]) -> Vec<Vec<usize>> {
    let Some(first) = seams.first() else {
        return Vec::new();
    };
    let others = LIKELY.iter().filter_map(|place| seams.get(*place));
    let ways = others.flat_map(|other| [vec![*other], vec![*first, *other]]);
    [vec![*first]].into_iter().chain(ways).collect()
}

/// The same, where statistics begin anew at these places.
fn brotli_in(bytes: &[u8], cuts: &[usize], lgblock: i32) -> io::Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        lgblock,
        ..BrotliEncoderParams::default()
    };
    let mut brotli = CompressorWriter::with_params(Vec::new(), BUFFER, &params);
    let (mut rest, mut at) = (bytes, 0);
    for cut in cuts {
        let (part, after) = rest.split_at(cut - at);
        brotli.write_all(part)?;
        brotli.flush()?;
        (rest, at) = (after, *cut);
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

#[cfg(test)]
mod tests {
    use super::*;
    use brotli::Decompressor;
    use std::io::Read;

    #[test]
    fn what_is_cut_anywhere_comes_out_whole() {
        let bytes: Vec<u8> = (0..9_000_u32).map(|n| (n * n / 7) as u8).collect();
        for cuts in [&[][..], &[1], &[500, 8_000], &[0, 0, 9_000]] {
            let mut out = Vec::new();
            let compressed = brotli_in(&bytes, cuts, 16).unwrap();
            let mut reader = Decompressor::new(&*compressed, BUFFER);
            reader.read_to_end(&mut out).unwrap();
            assert_eq!(out, bytes, "{cuts:?}");
        }
    }

    #[test]
    fn a_first_seam_is_cut_or_another_or_both() {
        assert_eq!(cuts(&[]), Vec::<Vec<usize>>::new());
        assert_eq!(cuts(&[5]), [vec![5]]);
        assert_eq!(cuts(&[5, 7]), [vec![5], vec![7], vec![5, 7]]);
        let many: Vec<_> = (0..40).collect();
        assert_eq!(cuts(&many).len(), 1 + 2 * LIKELY.len());
    }
}
