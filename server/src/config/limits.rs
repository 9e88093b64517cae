//! What one address, and all strangers together, may take up. The defaults are high: a mobile carrier puts thousands of people behind one
//! address. They stop a flood, not a person.

use clap::{Args, value_parser};

/// The settings.
#[derive(Args, Clone, Debug)]
pub struct Limits {
    /// MiB of the disk that photos of strangers may take up while they are on their way in, and those of staff as much again; a quarter of
    /// it from one address
    #[arg(long, env = "JINGZHI_UPLOAD_SPOOL", value_name = "MIB", default_value_t = 1024, value_parser = value_parser!(u64).range(64..=65536), global = true)]
    pub upload_spool: u64,

    /// MiB of stored photos from one client address that belong to no report yet
    #[arg(long, env = "JINGZHI_PHOTOS_OF_ADDRESS", value_name = "MIB", default_value_t = 500, value_parser = value_parser!(u64).range(0..=1_000_000), global = true)]
    pub photos_of_address: u64,

    /// Photos that may come from one client address or account in a day, which come back evenly; 0 for no limit
    #[arg(long, env = "JINGZHI_PHOTOS_A_DAY", value_name = "N", default_value_t = 3000, global = true)]
    pub photos_a_day: u32,

    /// Hundredths of the free disk that stored photos which belong to no report yet may take up in all
    #[arg(long, env = "JINGZHI_PHOTOS_OF_DISK", value_name = "PERCENT", default_value_t = 5, value_parser = value_parser!(u64).range(0..=100), global = true)]
    pub photos_of_disk: u64,

    /// Browsers that may come for the first time from one client address in an hour, and hand something in; 0 for no limit. A first report
    /// takes four forms, so half of --requests-an-hour is more than people need
    #[arg(long, env = "JINGZHI_DEVICES_AN_HOUR", value_name = "N", default_value_t = 1000, global = true)]
    pub devices_an_hour: u32,

    /// Reports that may be begun from one client address in a day; 0 for no limit. What was typed is kept for a week
    #[arg(long, env = "JINGZHI_DRAFTS_A_DAY", value_name = "N", default_value_t = 5000, global = true)]
    pub drafts_a_day: u32,

    /// People who may join one case in a day from one client address in browsers that come for the first time; ten times as many in all
    #[arg(long, env = "JINGZHI_JOINS_A_DAY", value_name = "N", default_value_t = 5, global = true)]
    pub joins_a_day: u32,

    /// Connections that one client address may keep open; a newcomer then has the place of the one on which nothing has moved for longest.
    /// Proxies that are believed are not counted
    #[arg(long, env = "JINGZHI_CONNECTIONS_OF_ADDRESS", value_name = "N", default_value_t = 2000, value_parser = value_parser!(u32).range(1..=1_000_000), global = true)]
    pub connections_of_address: u32,
}

impl Limits {
    /// What of them the backend keeps.
    pub fn backend(&self) -> foundation::Limits {
        foundation::Limits {
            devices_an_hour: self.devices_an_hour,
            drafts_a_day: self.drafts_a_day,
            joins_a_day: self.joins_a_day,
            photos_a_day: self.photos_a_day,
            photo_bytes: self.photos_of_address << 20,
            photo_percent: self.photos_of_disk,
            spool_bytes: self.upload_spool << 20,
        }
    }
}
