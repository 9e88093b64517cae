//! When a job that could not be done is tried again.

/// Seconds to the second attempt; each later one waits twice as long.
const FIRST: i64 = 5;
/// Seconds between attempts at most.
const LONGEST: i64 = 3600;
/// After so many attempts, which take some fifteen hours, a job is given up.
pub(super) const MOST: i64 = 24;

/// Seconds until a job is tried again that was begun so often; `chance` spreads it over the second half of them: what broke together does
/// not come back all at once.
pub(super) fn pause(attempts: i64, chance: u8) -> i64 {
    // Ten times doubled it is longer than the longest.
    let whole = (FIRST << (attempts - 1).clamp(0, 10)).min(LONGEST);
    let half = whole / 2;
    whole - half + half * i64::from(chance) / i64::from(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour_and_differ() {
        assert_eq!([1, 2, 3, 4].map(|attempts| pause(attempts, 255)), [5, 10, 20, 40]);
        assert_eq!([1, 4].map(|attempts| pause(attempts, 0)), [3, 20]);
        for attempts in [11, 12, 24, 64, 1000, i64::MAX] {
            assert_eq!((pause(attempts, 0), pause(attempts, 255)), (1800, 3600), "{attempts}");
        }
        let hours = (1..MOST).map(|attempts| pause(attempts, 128)).sum::<i64>() / 3600;
        assert!((9..18).contains(&hours), "{hours}");
    }
}
