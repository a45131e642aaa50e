//! Duplicates: one opening that reached us several times. All are kept, the first stands for all.

use std::collections::{BTreeMap, HashMap, HashSet};

use sqlx::FromRow;

use super::text::json;
use super::{Connection, Result};
use crate::model::posting::Place;

#[derive(FromRow)]
struct Twin {
    id: i64,
    twin: i64,
    #[sqlx(json)]
    places: Vec<Place>,
    duplicate_of: Option<i64>,
    #[sqlx(json)]
    also_places: Vec<Place>,
}

/// Decides anew, among the open postings of these digests of employer, title and text, which are one
/// opening: those that share a place as well. The same advert for another city is another opening. Answers
/// the ids of those that are something else now.
pub async fn resolve(connection: &mut Connection, change: i64, digests: &[i64]) -> Result<HashSet<i64>> {
    let mut resolved = HashSet::new();
    if digests.is_empty() {
        return Ok(resolved);
    }
    let rows: Vec<Twin> = sqlx::query_as(
        "with touched as (select distinct value as twin from json_each(?1))
         select id, twin, places, duplicate_of, also_places from posting
         where closed_at is null and twin in (
             select posting.twin from touched cross join posting using (twin) where closed_at is null
             group by posting.twin
             having count(*) > 1 or max(duplicate_of) is not null or max(also_places) <> '[]'
         ) order by twin, id",
    )
    .bind(json(&digests)?)
    .fetch_all(&mut *connection)
    .await?;
    for group in rows.chunk_by(|a, b| a.twin == b.twin) {
        for (at, decided) in decide(group) {
            let before = &group[at];
            if (before.duplicate_of, &before.also_places) == (decided.duplicate_of, &decided.also_places) {
                continue;
            }
            sqlx::query("update posting set duplicate_of = ?2, also_places = ?3, change = ?4 where id = ?1")
                .bind(before.id)
                .bind(decided.duplicate_of)
                .bind(json(&decided.also_places)?)
                .bind(change)
                .execute(&mut *connection)
                .await?;
            resolved.insert(before.id);
        }
    }
    Ok(resolved)
}

#[derive(Default)]
struct Decided {
    duplicate_of: Option<i64>,
    also_places: Vec<Place>,
}

/// What each posting of a group is, by its place in the group.
fn decide(group: &[Twin]) -> BTreeMap<usize, Decided> {
    let mut decided: BTreeMap<usize, Decided> = BTreeMap::new();
    // Place → the posting that stands for all openings there.
    let mut first_at: HashMap<String, usize> = HashMap::new();
    for (at, twin) in group.iter().enumerate() {
        let keys = keys(&twin.places);
        let first = keys.iter().find_map(|key| first_at.get(key)).copied();
        for key in keys {
            first_at.entry(key).or_insert(first.unwrap_or(at));
        }
        decided.insert(
            at,
            Decided { duplicate_of: first.map(|first| group[first].id), also_places: Vec::new() },
        );
        if let Some(first) = first {
            add_places(&group[first].places, twin, decided.entry(first).or_default());
        }
    }
    decided
}

fn add_places(own: &[Place], twin: &Twin, first: &mut Decided) {
    for place in &twin.places {
        let known = |other: &Place| key(other) == key(place);
        if !own.iter().any(known) && !first.also_places.iter().any(known) {
            first.also_places.push(place.clone());
        }
    }
}

/// Where a posting is, in comparable form; one form for those that say nothing of it.
fn keys(places: &[Place]) -> Vec<String> {
    if places.is_empty() { vec![String::new()] } else { places.iter().map(key).collect() }
}

/// A place in comparable form: its city as far as that is known, else its text.
fn key(place: &Place) -> String {
    let part = |part: &Option<String>| part.as_deref().unwrap_or_default().to_lowercase();
    if place.city.is_some() {
        format!("{}|{}|{}", part(&place.country), part(&place.region), part(&place.city))
    } else {
        place.raw.to_lowercase()
    }
}
