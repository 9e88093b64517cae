//! The demo city's tables: areas, departments, who is responsible for what, and road names. They are tab-separated
//! text inside the program, so a mistake in them is a mistake of a release; it is still told with file and line.

use std::fmt;

/// A line of a table that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFault {
    /// The file's name, such as `area.tsv`.
    pub file: &'static str,
    /// The line, counted from one; 0 when the table as a whole is wrong.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for TableFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} line {}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for TableFault {}

/// How high an area stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaLevel {
    /// The city itself, six digits.
    County,
    /// A subdistrict or town, nine digits.
    Town,
    /// An urban community or a village, twelve digits.
    Community,
}

/// One line of `area.tsv`.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaRow {
    /// The division's national code: six, nine or twelve digits.
    pub code: String,
    /// The name as people say it, such as `水洞埭社区`.
    pub name_zh: String,
    /// The name in English.
    pub name_en: String,
    /// How high it stands.
    pub level: AreaLevel,
    /// The code of the area above it.
    pub parent: String,
    /// Latitude of its center in degrees; schematic for communities.
    pub lat: f64,
    /// Longitude of its center in degrees; schematic for communities.
    pub lng: f64,
}

/// One line of `department.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentRow {
    /// A short ASCII word, such as `shizheng`.
    pub code: String,
    /// The name in Chinese.
    pub name_zh: String,
    /// The name in English.
    pub name_en: String,
    /// An invented duty telephone.
    pub phone: String,
    /// What it answers for, in Chinese.
    pub duty_zh: String,
    /// What it answers for, in English.
    pub duty_en: String,
}

/// How much of the road network a road carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoadRank {
    /// A road between towns or a town's main street.
    Main,
    /// Any other street.
    Branch,
}

/// One line of `road_name.tsv`. A main road's name listed under two towns is the road between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoadNameRow {
    /// The name in Chinese.
    pub name_zh: String,
    /// The name in English.
    pub name_en: String,
    /// The town's nine-digit code.
    pub town: String,
    /// How much it carries.
    pub rank: RoadRank,
}

/// Reads `area.tsv`.
///
/// # Errors
/// A line with the wrong number of fields, an unknown level or a coordinate that is no number.
pub fn read_areas(text: &str) -> Result<Vec<AreaRow>, TableFault> {
    rows("area.tsv", text, |[code, name_zh, name_en, level, parent, lat, lng]| {
        Ok(AreaRow {
            level: match level {
                "county" => AreaLevel::County,
                "town" => AreaLevel::Town,
                "community" => AreaLevel::Community,
                other => return Err(format!("unknown level {other:?}")),
            },
            lat: degrees(lat)?,
            lng: degrees(lng)?,
            code: code.to_owned(),
            name_zh: name_zh.to_owned(),
            name_en: name_en.to_owned(),
            parent: parent.to_owned(),
        })
    })
}

/// Reads `department.tsv`.
///
/// # Errors
/// A line with the wrong number of fields.
pub fn read_departments(text: &str) -> Result<Vec<DepartmentRow>, TableFault> {
    rows("department.tsv", text, |[code, name_zh, name_en, phone, duty_zh, duty_en]| {
        Ok(DepartmentRow {
            code: code.to_owned(),
            name_zh: name_zh.to_owned(),
            name_en: name_en.to_owned(),
            phone: phone.to_owned(),
            duty_zh: duty_zh.to_owned(),
            duty_en: duty_en.to_owned(),
        })
    })
}

/// Reads `road_name.tsv`.
///
/// # Errors
/// A line with the wrong number of fields or an unknown rank.
pub fn read_road_names(text: &str) -> Result<Vec<RoadNameRow>, TableFault> {
    rows("road_name.tsv", text, |[name_zh, name_en, town, rank]| {
        Ok(RoadNameRow {
            rank: match rank {
                "main" => RoadRank::Main,
                "branch" => RoadRank::Branch,
                other => return Err(format!("unknown rank {other:?}")),
            },
            name_zh: name_zh.to_owned(),
            name_en: name_en.to_owned(),
            town: town.to_owned(),
        })
    })
}

fn degrees(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
    number.ok_or_else(|| format!("{text:?} is no coordinate"))
}

/// Reads the lines below the heading, each with exactly `N` fields.
pub(crate) fn rows<T, const N: usize>(
    file: &'static str,
    text: &str,
    read: impl Fn([&str; N]) -> Result<T, String>,
) -> Result<Vec<T>, TableFault> {
    let fault = |line, message| TableFault { file, line, message };
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let fields: Vec<&str> = line.split('\t').collect();
        let fields: [&str; N] = fields
            .try_into()
            .map_err(|fields: Vec<&str>| fault(index + 1, format!("{} fields instead of {N}", fields.len())))?;
        if index > 0 {
            found.push(read(fields).map_err(|message| fault(index + 1, message))?);
        }
    }
    if found.is_empty() { Err(fault(0, "no lines".to_owned())) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_line_is_named() {
        let fault = read_road_names("a\tb\tc\td\n人民路\tRenmin Road\t330482001\tmain\nx\ty\n").unwrap_err();
        assert_eq!(fault.to_string(), "road_name.tsv line 3: 2 fields instead of 4");
        let fault = read_road_names("a\tb\tc\td\n人民路\tRenmin Road\t330482001\tlane\n").unwrap_err();
        assert_eq!(fault.to_string(), "road_name.tsv line 2: unknown rank \"lane\"");
        assert_eq!(read_departments("").unwrap_err().line, 0);
    }

    #[test]
    fn a_coordinate_must_be_a_number() {
        let head = "code\tname_zh\tname_en\tlevel\tparent\tlat\tlng\n";
        assert!(read_areas(&format!("{head}330482\t平湖市\tPinghu City\tcounty\t330400\t30.7\t121.0\n")).is_ok());
        assert!(read_areas(&format!("{head}330482\t平湖市\tPinghu City\tcounty\t330400\tNaN\t121.0\n")).is_err());
    }
}
