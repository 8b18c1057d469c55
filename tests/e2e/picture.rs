//! A picture of a page, and where two of them are not the same to the eye.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter};

/// Red, green and blue.
type Colour = [u8; 3];

/// Two colours are the same if none of the three is further apart, of 256 shades: so little is hard
/// to see, and more than what a browser rounds.
const SAME: u8 = 8;

/// What marks a difference.
const RED: Colour = [230, 0, 0];

/// Colours in rows, from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    width: usize,
    pixels: Vec<Colour>,
}

impl Picture {
    /// As wide and high as that, with a colour at each place.
    pub(crate) fn drawn(
        [width, height]: [usize; 2],
        colour: impl Fn(usize, usize) -> Colour,
    ) -> Self {
        let places = (0..width * height).map(|at| colour(at % width, at / width));
        Self {
            width,
            pixels: places.collect(),
        }
    }

    /// What is in a PNG of colours; it covers all that is behind.
    pub(crate) fn read(path: &Path) -> Option<Self> {
        let file = BufReader::new(File::open(path).ok()?);
        let mut reader = Decoder::new(file).read_info().ok()?;
        let mut bytes = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut bytes).ok()?;
        let samples = info.color_type.samples();
        if info.bit_depth != BitDepth::Eight || samples < 3 {
            return None;
        }
        let pixels = bytes[..info.buffer_size()].chunks(samples);
        Some(Self {
            width: info.width as usize,
            pixels: pixels.map(|one| [one[0], one[1], one[2]]).collect(),
        })
    }

    /// Makes it a PNG, as small as can be.
    pub(crate) fn write(&self, path: &Path) {
        let file = BufWriter::new(File::create(path).unwrap());
        let [width, height] = [self.width, self.height()].map(|side| side as u32);
        let mut encoder = Encoder::new(file, width, height);
        encoder.set_color(ColorType::Rgb);
        encoder.set_compression(Compression::High);
        // Surfaces of one colour are smaller so.
        encoder.set_filter(Filter::NoFilter);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(self.pixels.as_flattened()).unwrap();
    }

    /// The part between these edges: left, top, right and bottom.
    pub(crate) fn within(&self, [left, top, right, bottom]: [usize; 4]) -> Self {
        let rows = self.pixels.chunks(self.width).take(bottom).skip(top);
        let rows: Vec<_> = rows.map(|row| &row[left..right.min(self.width)]).collect();
        Self {
            width: rows.first().map_or(0, |row| row.len()),
            pixels: rows.concat(),
        }
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn height(&self) -> usize {
        self.pixels.len().checked_div(self.width).unwrap_or(0)
    }

    /// Where another of the same size looks different. How an edge is smoothed is not looked at: the
    /// same words come out a little different where another version draws them.
    pub(crate) fn differences(&self, other: &Self) -> Vec<usize> {
        let differs = |at: &usize| {
            !is_same(self.pixels[*at], other.pixels[*at])
                && !self.is_smooth(*at)
                && !other.is_smooth(*at)
        };
        (0..self.pixels.len()).filter(differs).collect()
    }

    /// The same, pale, with these places in red.
    pub(crate) fn marked(&self, places: &[usize]) -> Self {
        let pale = |part: u8| 170 + part / 3;
        let mut marked = self.clone();
        for pixel in &mut marked.pixels {
            *pixel = pixel.map(pale);
        }
        for place in places {
            marked.pixels[*place] = RED;
        }
        marked
    }

    /// Whether it lies between a darker and a lighter one, as what smooths an edge does.
    fn is_smooth(&self, at: usize) -> bool {
        let own = self.pixels[at];
        let (mut darker, mut lighter) = (false, false);
        for near in self.around(at).map(|near| self.pixels[near]) {
            let apart = !is_same(own, near);
            darker |= apart && light(near) < light(own);
            lighter |= apart && light(near) > light(own);
        }
        darker && lighter
    }

    /// The up to eight that touch it, and itself.
    fn around(&self, at: usize) -> impl Iterator<Item = usize> {
        let (x, y) = (at % self.width, at / self.width);
        let columns = x.saturating_sub(1)..(x + 2).min(self.width);
        let rows = y.saturating_sub(1)..(y + 2).min(self.height());
        rows.flat_map(move |y| columns.clone().map(move |x| y * self.width + x))
    }
}

fn light(colour: Colour) -> u16 {
    colour.map(u16::from).iter().sum()
}

fn is_same(one: Colour, other: Colour) -> bool {
    one.iter()
        .zip(other)
        .all(|(one, other)| one.abs_diff(other) <= SAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: Colour = [255; 3];
    const BLUE: Colour = [11, 92, 158];
    const SIDE: usize = 40;

    fn drawn(colour: impl Fn(usize, usize) -> Colour) -> Picture {
        Picture::drawn([SIDE; 2], colour)
    }

    /// A disc, each pixel as blue as so many times so many points in it are inside.
    fn disc(points: usize) -> Picture {
        drawn(|x, y| {
            let inside = |at: usize| {
                let step = |place: usize, part: usize| {
                    place as f64 + (part as f64 + 0.5) / points as f64 - 20.2
                };
                step(x, at % points).hypot(step(y, at / points)) < 12.7
            };
            let all = points * points;
            let count = (0..all).filter(|at| inside(*at)).count();
            let mixed = |part: usize| (usize::from(BLUE[part]) * count + 255 * (all - count)) / all;
            [0, 1, 2].map(|part| mixed(part) as u8)
        })
    }

    #[test]
    fn a_line_that_has_moved_by_a_pixel_is_found() {
        let line = |row: usize| drawn(move |_, y| if y == row { BLUE } else { WHITE });
        let rows = [10 * SIDE..11 * SIDE, 11 * SIDE..12 * SIDE];
        let both = rows.into_iter().flatten().collect::<Vec<_>>();
        assert_eq!(line(10).differences(&line(11)), both);
        assert_eq!(line(10).differences(&line(10)), [0_usize; 0]);
    }

    #[test]
    fn a_button_of_another_colour_is_found() {
        let button = |colour: Colour| {
            drawn(move |x, y| {
                let inside = (5..35).contains(&x) && (10..20).contains(&y);
                if inside { colour } else { WHITE }
            })
        };
        let other = button([11, 92, 190]);
        assert_eq!(button(BLUE).differences(&other).len(), 30 * 10);
        assert_eq!(
            button(BLUE).differences(&button([11, 92, 159])),
            [0_usize; 0]
        );
    }

    #[test]
    fn an_edge_that_is_smoothed_otherwise_is_the_same() {
        let [coarse, fine] = [2, 8].map(disc);
        let apart = |(one, other): (&Colour, &Colour)| !is_same(*one, *other);
        let pixels = coarse.pixels.iter().zip(&fine.pixels);
        assert!(pixels.filter(|pair| apart(*pair)).count() > 20);
        assert_eq!(coarse.differences(&fine), [0_usize; 0]);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let path = std::env::temp_dir().join("causerie-picture.png");
        let disc = disc(3);
        disc.write(&path);
        assert_eq!(Picture::read(&path), Some(disc.clone()));
        let part = disc.within([10, 5, 30, 15]);
        assert_eq!((part.width(), part.height()), (20, 10));
        assert_eq!(part.pixels[0], disc.pixels[5 * SIDE + 10]);
        assert_eq!(disc.marked(&[3]).pixels[3], RED);
    }
}
