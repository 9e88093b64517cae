//! Strings that try to leave a statement, made by combination.

const OPEN: [&str; 11] = ["'", "\"", "`", "')", "'))", "", "\\'", "';", "%27", "''", "$$"];
const DO: [&str; 16] = [
    " OR 1=1",
    " OR 'a'='a",
    " UNION SELECT NULL",
    " UNION SELECT login, password FROM account",
    "; DROP TABLE account",
    "; UPDATE account SET role='supervisor'",
    " AND (SELECT COUNT(*) FROM account)>0",
    "||(SELECT password FROM account LIMIT 1)||",
    " AND pg_sleep(9) IS NULL",
    " AND randomblob(900000000) IS NULL",
    "; COPY account TO PROGRAM 'id'",
    " ORDER BY 99",
    " GROUP BY 1 HAVING 1=1",
    "; ATTACH DATABASE 'x' AS y",
    " AND 1=CAST(version() AS int)",
    " MATCH 'a* NEAR b'",
];
const CLOSE: [&str; 3] = ["", "--", "/*"];
const SPECIAL: [&str; 18] = [
    "\0",
    "a\0' OR 1=1--",
    "%",
    "_",
    "%_%_%_%_%_%_%_%_%",
    "\\",
    "?",
    "$1",
    ":name",
    "\u{ff07} OR 1=1",
    "\u{2019} OR 1=1",
    "NULL",
    "-1",
    "9223372036854775808",
    "\"\"\"\"",
    "AND OR NOT",
    "a AND* (b",
    "路灯' OR '1'='1",
];

/// All of them.
pub fn strings() -> Vec<String> {
    let combined =
        OPEN.iter().flat_map(|open| DO.iter().flat_map(move |act| CLOSE.map(|close| format!("{open}{act}{close}"))));
    combined.chain(SPECIAL.map(str::to_owned)).collect()
}
