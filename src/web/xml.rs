//! Text in documents for machines.

/// The text without what no XML may hold, not even as an entity (XML 1.0, 2.2).
pub fn legal(text: &str) -> String {
    let fits = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::legal;

    #[test]
    fn what_no_xml_may_hold_is_left_out() {
        assert_eq!(legal("a\u{0}\u{8}\tb\u{ffff}\u{1f680}"), "a\tb\u{1f680}");
    }
}
