//! Postings of companies, by their ids.

use super::facet::Facet;
use super::snapshot::Snapshot;

/// Ids below `before` of postings of these companies, at most `most` of each.
pub fn list_earlier<'a>(
    snapshot: &Snapshot,
    companies: impl IntoIterator<Item = &'a str>,
    before: i64,
    most: usize,
) -> Vec<i64> {
    let mut earlier = Vec::new();
    for company in companies {
        let from = earlier.len();
        for segment in &snapshot.segments {
            let Some(set) = snapshot.set(segment, Facet::Company, company) else { continue };
            set.each(|at| {
                let id = segment.columns.ids[at].cast_signed();
                if id < before && earlier.len() - from < most && segment.alive.contains(at) {
                    earlier.push(id);
                }
            });
        }
    }
    earlier
}
