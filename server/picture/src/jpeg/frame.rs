//! The header of a JPEG's frame: how large, how many colors, in passes or not (ISO/IEC 10918-1, B.2.2).

/// One color of a frame.
#[derive(Clone, Copy, Debug)]
pub(super) struct Component {
    pub(super) id: u8,
    /// Blocks of eight by eight that it has in a unit, across and down.
    pub(super) across: u32,
    pub(super) down: u32,
}

/// A frame.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) width: u16,
    pub(super) height: u16,
    /// Whether it comes in passes, each finer than the one before.
    pub(super) progressive: bool,
    /// Whether a decoder has to keep all of it until the last scan has come.
    kept: bool,
    pub(super) components: Vec<Component>,
}

impl Frame {
    /// The frame of a file, when it is of a kind that is decoded.
    pub(super) fn find(bytes: &[u8]) -> Option<Frame> {
        let mut segments = Segments::new(bytes)?;
        let mut found: Option<Frame> = None;
        while let Some((marker, contents)) = segments.next() {
            match marker {
                0xc0..=0xc2 if found.is_none() => found = Some(Frame::read(marker, contents)?),
                0xda => {
                    // One color after the other, as some programs write them.
                    let colors = contents.first().map_or(0, |count| usize::from(*count));
                    return found.map(|frame| Frame { kept: frame.kept || colors < frame.components.len(), ..frame });
                }
                0xd9 => break,
                _ => {}
            }
        }
        found
    }

    /// Reads the header of a frame that a marker began.
    pub(super) fn read(marker: u8, header: &[u8]) -> Option<Frame> {
        let [8, height_high, height_low, width_high, width_low, count, components @ ..] = header else { return None };
        if !(1..=4).contains(count) || components.len() < 3 * usize::from(*count) {
            return None;
        }
        let components = components.chunks_exact(3).take(usize::from(*count)).map(|component| {
            let &[id, sampling, _] = component else { return None };
            let (across, down) = (u32::from(sampling >> 4), u32::from(sampling & 15));
            let sound = (1..=4).contains(&across) && (1..=4).contains(&down);
            sound.then_some(Component { id, across, down })
        });
        Some(Frame {
            width: u16::from_be_bytes([*width_high, *width_low]),
            height: u16::from_be_bytes([*height_high, *height_low]),
            progressive: marker == 0xc2,
            kept: marker == 0xc2,
            components: components.collect::<Option<_>>()?,
        })
    }

    /// Blocks of eight by eight in a whole unit, across and down.
    fn unit(&self) -> (u32, u32) {
        let most = |edge: fn(&Component) -> u32| self.components.iter().map(edge).max().unwrap_or(1);
        (most(|component| component.across), most(|component| component.down))
    }

    /// Whole units, across and down.
    pub(super) fn units(&self) -> (u32, u32) {
        let (across, down) = self.unit();
        (u32::from(self.width).div_ceil(8 * across), u32::from(self.height).div_ceil(8 * down))
    }

    /// Blocks that a color has when it comes alone, across and down.
    pub(super) fn blocks_alone(&self, component: &Component) -> (u32, u32) {
        let (across, down) = self.unit();
        let blocks = |edge: u16, part: u32, whole: u32| (u32::from(edge) * part).div_ceil(8 * whole);
        (blocks(self.width, component.across, across), blocks(self.height, component.down, down))
    }

    /// Blocks of a color's row when all colors come together.
    pub(super) fn stride(&self, component: &Component) -> u32 {
        self.units().0 * component.across
    }

    /// Blocks that a color has in all.
    pub(super) fn blocks(&self, component: &Component) -> u64 {
        let (across, down) = self.units();
        u64::from(across) * u64::from(down) * u64::from(component.across) * u64::from(component.down)
    }

    /// Bytes that decoding takes: the samples that come out, and of what has to be kept every number of every block.
    pub(super) fn memory(&self) -> u64 {
        let pixels = u64::from(self.width) * u64::from(self.height);
        let samples = pixels * self.components.len() as u64;
        let blocks: u64 = self.components.iter().map(|component| self.blocks(component)).sum();
        if self.kept { samples + blocks * 64 * 2 } else { samples }
    }
}

/// The segments of a file, one after the other.
pub(super) struct Segments<'a> {
    bytes: &'a [u8],
    /// Where the next one is looked for.
    pub(super) at: usize,
}

impl<'a> Segments<'a> {
    /// Behind the mark that a JPEG begins with.
    pub(super) fn new(bytes: &'a [u8]) -> Option<Segments<'a>> {
        bytes.starts_with(&[0xff, 0xd8]).then_some(Segments { bytes, at: 2 })
    }

    /// The next marker and what belongs to it; bytes that fill the room before it are passed over. `None` at the end of the file.
    pub(super) fn next(&mut self) -> Option<(u8, &'a [u8])> {
        loop {
            let rest = self.bytes.get(self.at..)?;
            self.at += rest.iter().position(|byte| *byte == 0xff)?;
            let marker = *self.bytes.get(self.at + 1)?;
            match marker {
                // A stuffed byte, or one more to fill the room.
                0x00 => self.at += 2,
                0xff => self.at += 1,
                _ => {
                    self.at += 2;
                    return self.contents(marker);
                }
            }
        }
    }

    fn contents(&mut self, marker: u8) -> Option<(u8, &'a [u8])> {
        // These stand alone.
        if matches!(marker, 0x01 | 0xd0..=0xd9) {
            return Some((marker, &[]));
        }
        let length = self.bytes.get(self.at..self.at + 2)?;
        let length = usize::from(u16::from_be_bytes(length.try_into().ok()?));
        let contents = self.bytes.get(self.at + 2..self.at + length)?;
        self.at += length;
        Some((marker, contents))
    }
}
