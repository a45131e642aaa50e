//! Checks of what the rungs of a ladder pay.

use super::Files;
use crate::content::document::Document;
use crate::content::pay::resolve;
use crate::content::problem::Problem;
use crate::content::schema::{PathFile, PayEntry};
use crate::model::pay::Pay;

pub const PAY_BAND: &str = "pay-band";
pub const PAY_ORDER: &str = "pay-order";

/// A band stands on figures or on wages that exist, says where they come from, and has its ends the
/// right way round.
pub fn pay_bands(files: &Files, problems: &mut Vec<Problem>) {
    for path in &files.paths {
        let source = &path.document.source;
        for (rank, level) in path.document.value.levels.iter().enumerate() {
            let faults = resolve(&level.pay, files.wages.as_ref()).err().into_iter().flatten();
            // Faulty wages are reported as such; whether a band would rest on them is not known.
            for fault in faults.filter(|fault| !(files.faulty_wages && fault.field == "wage")) {
                let mut pointer = format!("/levels/{rank}/pay");
                if !fault.field.is_empty() {
                    pointer = format!("{pointer}/{}", fault.field);
                }
                problems.extend(source.problem(PAY_BAND, &pointer, fault.message, fault.help));
            }
        }
    }
}

/// No rung pays less than the one below it, unless the file says why.
pub fn pay_order(files: &Files, problems: &mut Vec<Problem>) {
    let pay = |entry: &PayEntry| resolve(entry, files.wages.as_ref()).ok();
    for path in &files.paths {
        let levels = &path.document.value.levels;
        for (below, pair) in levels.windows(2).enumerate() {
            if let (Some(lower), Some(here)) = (pay(&pair[0].pay), pay(&pair[1].pay)) {
                compare(&path.document, below + 1, &lower, &here, problems);
            }
        }
    }
}

fn compare(document: &Document<PathFile>, rank: usize, below: &Pay, here: &Pay, problems: &mut Vec<Problem>) {
    let less = here.is_below(below);
    if less && here.lower_because.is_none() {
        problems.extend(document.source.problem(
            PAY_ORDER,
            &format!("/levels/{rank}/pay"),
            format!("{} is less than the {} of the rung below", here.band(), below.band()),
            "Correct the band, or say why in \"lower_because\"".to_owned(),
        ));
    } else if !less && here.lower_because.is_some() {
        problems.extend(document.source.problem(
            PAY_ORDER,
            &format!("/levels/{rank}/pay/lower_because"),
            format!("{} is no less than the {} of the rung below", here.band(), below.band()),
            "Remove the reason".to_owned(),
        ));
    }
}
