//! Sees a COMMIT in PostgreSQL's protocol, <https://www.postgresql.org/docs/15/protocol-message-formats.html>.

/// A commit as it stands in the client's stream: `Query` with the length 11 in front, or `Parse` of a statement, whose name ends with a zero.
const COMMITS: [&[u8]; 2] = [b"Q\0\0\0\x0bCOMMIT\0", b"\0COMMIT\0"];

/// `ReadyForQuery`, with the last byte (what kind of ready) left off: the server has done what it was asked to do.
const READY: &[u8] = b"Z\0\0\0\x05";

/// What one connection has shown so far.
#[derive(Debug, Default)]
pub(super) struct CommitWatch {
    /// What the client sent since its last commit.
    sent: Vec<u8>,
    /// What the server answered since the commit that is to be cut.
    answered: Option<Vec<u8>>,
}

impl CommitWatch {
    /// Takes what the client sends next. True when that completes a commit that is to be cut; from then on the answers are kept
    /// from the client.
    pub(super) fn request(&mut self, bytes: &[u8], armed: Option<&[u8]>) -> bool {
        self.sent.extend_from_slice(bytes);
        if !COMMITS.iter().any(|commit| contains(&self.sent, commit)) {
            return false;
        }
        let cut = armed.is_some_and(|marker| contains(&self.sent, marker));
        self.sent.clear();
        if cut {
            self.answered = Some(Vec::new());
        }
        cut
    }

    /// Whether a cut is under way.
    pub(super) fn is_cutting(&self) -> bool {
        self.answered.is_some()
    }

    /// Takes what the server answers to a commit that is to be cut; true when the answer is complete.
    pub(super) fn answer(&mut self, bytes: &[u8]) -> bool {
        let answered = self.answered.get_or_insert_default();
        answered.extend_from_slice(bytes);
        contains(answered, READY)
    }
}

/// Whether `bytes` hold `part`; the empty part is in everything.
fn contains(bytes: &[u8], part: &[u8]) -> bool {
    part.is_empty() || bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::CommitWatch;

    const COMMIT: &[u8] = b"Q\0\0\0\x0bCOMMIT\0";

    #[test]
    fn a_commit_is_seen_across_the_edge_of_two_reads() {
        let mut watch = CommitWatch::default();
        assert!(!watch.request(&COMMIT[..7], Some(b"")));
        assert!(watch.request(&COMMIT[7..], Some(b"")));
    }

    #[test]
    fn a_text_that_says_commit_is_no_commit() {
        let mut watch = CommitWatch::default();
        assert!(!watch.request(b"B\0\0\0\x20\0\0\0\0\x06COMMIT\0\0", Some(b"")));
    }

    #[test]
    fn the_marker_counts_within_its_own_transaction_only() {
        let mut watch = CommitWatch::default();
        watch.request(b"marked text", None);
        assert!(!watch.request(COMMIT, None));
        assert!(!watch.request(COMMIT, Some(b"marked")));
        watch.request(b"marked text", Some(b"marked"));
        assert!(watch.request(COMMIT, Some(b"marked")));
        assert!(watch.is_cutting());
        assert!(!watch.answer(b"C\0\0\0\x0bCOMMIT\0"));
        assert!(watch.answer(b"Z\0\0\0\x05I"));
    }
}
