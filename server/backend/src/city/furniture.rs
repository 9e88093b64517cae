//! What stands in the streets, how many of it and how far apart: believable for a city that has begun its census, not
//! surveyed. Classes and names are those of GB/T 47678.5-2026.

/// A class of component and how its pieces stand along a road.
pub(super) struct Kind {
    /// Five digits.
    pub class: &'static str,
    /// The class's name in Chinese.
    pub name_zh: &'static str,
    /// The class's name in English.
    pub name_en: &'static str,
    /// How many there are.
    pub count: usize,
    /// How densely it stands outside the built-up middle, against 1 inside.
    pub outside: f64,
    /// How many stand together, and how many meters apart.
    pub group: (usize, f64),
    /// Meters from the road's middle, on a main road and on a branch.
    pub off: (f64, f64),
}

/// The classes along roads. Lamps come first: their number gives way so that all together make the total.
pub(super) const ALONG: &[Kind] = &[
    Kind {
        class: "01037",
        name_zh: "路灯",
        name_en: "Street lamp",
        count: 1760,
        outside: 0.05,
        group: (1, 0.0),
        off: (11.0, 6.0),
    },
    Kind {
        class: "01001",
        name_zh: "供水井盖",
        name_en: "Water supply manhole cover",
        count: 260,
        outside: 0.03,
        group: (1, 0.0),
        off: (4.0, 2.5),
    },
    Kind {
        class: "01002",
        name_zh: "污水井盖",
        name_en: "Sewer manhole cover",
        count: 400,
        outside: 0.03,
        group: (1, 0.0),
        off: (2.0, 1.0),
    },
    Kind {
        class: "01003",
        name_zh: "雨水井盖",
        name_en: "Storm drain manhole cover",
        count: 460,
        outside: 0.03,
        group: (1, 0.0),
        off: (6.0, 3.0),
    },
    Kind {
        class: "01004",
        name_zh: "雨水箅子",
        name_en: "Storm drain grate",
        count: 460,
        outside: 0.03,
        group: (2, 18.0),
        off: (8.5, 4.5),
    },
    Kind {
        class: "03005",
        name_zh: "垃圾箱",
        name_en: "Litter bin",
        count: 380,
        outside: 0.03,
        group: (1, 0.0),
        off: (12.0, 6.5),
    },
    Kind {
        class: "02010",
        name_zh: "交通标志牌及标线",
        name_en: "Traffic sign or road marking",
        count: 300,
        outside: 0.15,
        group: (1, 0.0),
        off: (10.5, 5.5),
    },
    Kind {
        class: "02017",
        name_zh: "交通护栏",
        name_en: "Traffic guardrail",
        count: 140,
        outside: 0.12,
        group: (4, 14.0),
        off: (0.4, 0.4),
    },
    Kind {
        class: "04002",
        name_zh: "行道树",
        name_en: "Street tree",
        count: 420,
        outside: 0.06,
        group: (7, 9.0),
        off: (12.5, 7.0),
    },
    Kind {
        class: "02004",
        name_zh: "公交站设施",
        name_en: "Bus stop",
        count: 90,
        outside: 0.1,
        group: (1, 0.0),
        off: (11.5, 6.0),
    },
    Kind {
        class: "03001",
        name_zh: "公共厕所",
        name_en: "Public toilet",
        count: 20,
        outside: 0.02,
        group: (1, 0.0),
        off: (30.0, 20.0),
    },
    Kind {
        class: "04007",
        name_zh: "街头座椅",
        name_en: "Street bench",
        count: 60,
        outside: 0.0,
        group: (2, 12.0),
        off: (13.0, 7.5),
    },
    Kind {
        class: "01054",
        name_zh: "充电桩",
        name_en: "Charging point",
        count: 20,
        outside: 0.05,
        group: (4, 3.0),
        off: (24.0, 15.0),
    },
];

/// The classes at crossings with how many stand at each.
pub(super) const AT_CROSSINGS: &[(Kind, usize)] = &[
    (
        Kind {
            class: "02014",
            name_zh: "交通信号灯",
            name_en: "Traffic light",
            count: 120,
            outside: 0.0,
            group: (1, 0.0),
            off: (13.0, 9.0),
        },
        4,
    ),
    (
        Kind {
            class: "01050",
            name_zh: "监控电子眼设施",
            name_en: "Surveillance camera",
            count: 110,
            outside: 0.0,
            group: (1, 0.0),
            off: (15.0, 11.0),
        },
        2,
    ),
];
