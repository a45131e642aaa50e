//! Which postings stand on each rung.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::facet::Facet;
use super::set::each;
use super::snapshot::Snapshot;

/// The postings on one rung.
#[derive(Debug, Default)]
pub struct OnRung {
    pub count: u64,
    /// Ids of the newest.
    pub newest: Vec<i64>,
}

/// How many, and day and id of the newest.
type Found = (u64, Vec<(Reverse<u16>, u64)>);

/// The postings at each stage of each path, by the words of path and stage; at most `most` of each are named.
pub fn by_rung(snapshot: &Snapshot, most: usize) -> Vec<(&str, &str, OnRung)> {
    let mut rungs: HashMap<(u32, u32), Found> = HashMap::new();
    for segment in &snapshot.segments {
        let columns = &segment.columns;
        let (Some(paths), Some(stages)) = (columns.facet(Facet::Path), columns.facet(Facet::Stage)) else {
            continue;
        };
        let rung_of = |at: usize| Some((*paths.of(at).first()?, *stages.of(at).first()?));
        each(&segment.alive, |at| {
            if let Some(rung) = rung_of(at) {
                rungs.entry(rung).or_default().0 += 1;
            }
        });
        let mut named: HashMap<(u32, u32), usize> = HashMap::new();
        for at in columns.newest.iter().map(|at| *at as usize).filter(|at| segment.alive.contains(*at)) {
            let Some(rung) = rung_of(at) else { continue };
            let named = named.entry(rung).or_default();
            if *named < most {
                *named += 1;
                rungs.entry(rung).or_default().1.push((Reverse(columns.days[at]), columns.ids[at]));
            }
        }
    }
    let word = |facet: Facet, number: u32| snapshot.names[facet.index()].word(number);
    let on_rung = |((path, stage), (count, mut newest)): (_, Found)| {
        newest.sort_unstable();
        let newest = newest.into_iter().take(most).map(|(_, id)| id.cast_signed()).collect();
        (word(Facet::Path, path), word(Facet::Stage, stage), OnRung { count, newest })
    };
    rungs.into_iter().map(on_rung).collect()
}
