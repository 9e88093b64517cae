//! Pictures for demo cases, drawn so that nobody's photo is shown: the files of `data/pictures/`, of each place one with the problem and one
//! with it put right, and small copies of both.

/// Pixels across.
pub(super) const WIDTH: u32 = 960;
/// Pixels down.
pub(super) const HEIGHT: u32 = 720;

/// A picture in both sizes, as JPEG.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) full: &'static [u8],
    pub(super) small: &'static [u8],
}

/// A place as it was reported, and put right.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) before: Picture,
    pub(super) after: Picture,
}

macro_rules! picture {
    ($name:literal, $state:literal) => {
        Picture {
            full: include_bytes!(concat!("../data/pictures/", $name, $state, ".jpg")),
            small: include_bytes!(concat!("../data/pictures/", $name, $state, "-small.jpg")),
        }
    };
}

macro_rules! places {
    ($($name:literal),+) => {
        &[$(Place { before: picture!($name, "-before"), after: picture!($name, "-after") }),+]
    };
}

/// The places that show a class, given as its five digits; none where nothing was drawn that fits it.
pub(super) fn of_class(code: &str) -> &'static [Place] {
    match code {
        "01001" | "01002" | "01003" | "01023" => places!("manhole"),
        "01037" => places!("street-lamp", "street-lamp-2"),
        "02014" => places!("traffic-light"),
        "02017" => places!("guard-rail"),
        "03005" | "06041" | "06042" => places!("bins", "bins-2"),
        "04002" => places!("tree"),
        "06010" | "06011" | "06012" | "06036" => places!("rubbish", "rubbish-2"),
        "06013" | "10995" => places!("pothole"),
        "06014" | "08001" | "08002" | "08004" | "08011" | "08012" => places!("dust"),
        "06025" | "06026" => places!("river"),
        "06027" | "06029" => places!("barbecue"),
        "06051" => places!("paving"),
        "07001" => places!("posters"),
        "07003" | "07006" => places!("billboard"),
        "09001" | "09005" | "09006" => places!("stall"),
        "06034" | "09009" | "09012" | "09019" => places!("car"),
        "09010" | "09011" => places!("bicycles", "bicycles-2"),
        "10994" | "10997" | "10999" => places!("flood"),
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use domain::photo::THUMBNAIL_EDGE;

    use super::*;
    use crate::seed::topic::TOPICS;

    #[test]
    fn every_picture_is_as_large_as_is_said_of_it() {
        let size = |bytes| {
            image::load_from_memory(bytes).map(|picture| (picture.width(), picture.height())).expect("a picture")
        };
        let places = TOPICS.iter().flat_map(|topic| of_class(topic.code));
        let mut count = 0;
        for picture in places.flat_map(|place| [&place.before, &place.after]) {
            assert_eq!(size(picture.full), (WIDTH, HEIGHT));
            assert_eq!(size(picture.small), (THUMBNAIL_EDGE, THUMBNAIL_EDGE * HEIGHT / WIDTH));
            count += 1;
        }
        assert!(count > 60, "{count}");
    }
}
