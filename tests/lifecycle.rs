//! How postings live: they come, change, go missing, close, and are there again, always under one id.

use career_paths::commands::load::{load_content, match_anew};
use career_paths::db::{lifecycle, meta, postings};
use career_paths::model::slug::Slug;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::support::postings::{execute, filled, import, line, lines, numbers, stored};
use crate::support::{copy, project};

const TWO_DAYS: SignedDuration = SignedDuration::from_hours(48);

#[tokio::test]
async fn a_posting_is_new_once_and_then_changed_or_not() {
    let (_folder, db) = filled().await;
    let version = async || meta::find_content_version(&mut db.read().await.unwrap()).await.unwrap();
    let before = version().await;
    assert_eq!(numbers(&import(&db, &lines(&["a", "b", "c"]), None).await), [3, 0, 0, 0, 0]);
    let (first, after) = (stored(&db, "a").await, version().await);
    assert!(after > before, "running sites look at the version");

    assert_eq!(numbers(&import(&db, &lines(&["a", "b", "c"]), None).await), [0, 0, 3, 0, 0]);
    assert_eq!(version().await, after, "nothing is new");

    let other = line("a", json!({ "title": "Senior Potter", "work_mode": "hybrid" }));
    let report = import(&db, &format!("{}\n{other}", lines(&["b", "d"])), None).await;
    assert_eq!((report.read, numbers(&report)), (3, [1, 1, 1, 0, 0]));
    let changed = stored(&db, "a").await;
    assert_eq!((changed.id, changed.first_seen), (first.id, first.first_seen));
    assert_eq!(changed.posting.title, "Senior Potter");
    assert_ne!(changed.standing, first.standing, "a changed posting is matched anew");
}

#[tokio::test]
async fn a_changed_posting_keeps_id_views_and_first_sight() {
    let (_folder, db) = filled().await;
    let long_ago = "2026-01-02T03:04:05Z";
    import(&db, &line("a", json!({ "first_seen": long_ago, "views": 5 })), None).await;
    let id = stored(&db, "a").await.id;
    let mut transaction = db.write().await.unwrap();
    career_paths::db::views::update(&mut transaction, &[(id, 37)]).await.unwrap();
    transaction.commit().await.unwrap();

    let changed = line("a", json!({ "title": "Potter, nights", "views": 1, "first_seen": "2026-11-11" }));
    assert_eq!(numbers(&import(&db, &changed, None).await), [0, 1, 0, 0, 0]);
    let a = stored(&db, "a").await;
    assert_eq!((a.id, a.posting.views, a.posting.title.as_str()), (id, 42, "Potter, nights"));
    assert_eq!(a.first_seen.to_string(), long_ago);
    assert!(a.last_seen > a.first_seen);
}

#[tokio::test]
async fn what_is_missing_closes_only_after_its_time() {
    let (_folder, db) = filled().await;
    import(&db, &lines(&["a", "b"]), Some(TWO_DAYS)).await;
    assert_eq!(numbers(&import(&db, &lines(&["a"]), Some(TWO_DAYS)).await), [0, 0, 1, 0, 0]);
    execute(
        &db,
        "update posting set missing_since = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-47 hours')
         where missing_since is not null",
    )
    .await;
    assert_eq!(import(&db, &lines(&["a"]), Some(TWO_DAYS)).await.closed, 0);
    assert_eq!(stored(&db, "b").await.closed_at, None);
    execute(
        &db,
        "update posting set missing_since = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-49 hours')
         where missing_since is not null",
    )
    .await;
    // An answer that is not said to be complete says nothing of what it lacks.
    assert_eq!(import(&db, &lines(&["a"]), None).await.closed, 0);
    assert_eq!(import(&db, &lines(&["a"]), Some(TWO_DAYS)).await.closed, 1);
    assert!(stored(&db, "b").await.closed_at.is_some());
    assert_eq!(stored(&db, "a").await.closed_at, None);
    assert_eq!(import(&db, &lines(&["a"]), Some(TWO_DAYS)).await.closed, 0, "it closes once");
}

#[tokio::test]
async fn what_was_there_in_between_is_missing_from_then_on_only() {
    let (_folder, db) = filled().await;
    import(&db, &lines(&["a", "b"]), Some(TWO_DAYS)).await;
    import(&db, &lines(&["a"]), Some(TWO_DAYS)).await;
    execute(&db, "update posting set missing_since = '2026-01-01T00:00:00Z' where missing_since is not null")
        .await;
    import(&db, &lines(&["a", "b"]), Some(TWO_DAYS)).await;
    assert_eq!(import(&db, &lines(&["a"]), Some(TWO_DAYS)).await.closed, 0);
    assert_eq!(import(&db, &lines(&["a"]), Some(SignedDuration::ZERO)).await.closed, 1);
}

#[tokio::test]
async fn boards_close_only_their_own() {
    let (_folder, db) = filled().await;
    let theirs = line("a", json!({ "board": "other", "title": "Clerk" }));
    import(&db, &format!("{}\n{theirs}", lines(&["a", "b"])), Some(SignedDuration::ZERO)).await;
    let report = import(&db, &lines(&["b"]), Some(SignedDuration::ZERO)).await;
    assert_eq!(report.closed, 1);
    let open = postings::count(&mut db.read().await.unwrap()).await.unwrap();
    assert_eq!(open, 4 + 2, "those of the content, b, and the one of the other board");
}

#[tokio::test]
async fn empty_broken_and_doubtful_answers_close_nothing() {
    let (_folder, db) = filled().await;
    import(&db, &lines(&["a", "b"]), Some(SignedDuration::ZERO)).await;
    let cut = format!("{}\n{}", lines(&["a"]), &line("b", json!({}))[..40]);
    let rejected = format!("{}\n{}", lines(&["a"]), r#"{"title": "No id", "company": "Clay Works"}"#);
    for (name, answer) in [
        ("empty", ""),
        ("blank", "\n\n  \n"),
        ("another form", "<!doctype html><title>We'll be back</title>"),
        ("cut off", &cut),
        ("half of it rejected", &rejected),
        ("all of it rejected", "{}\n{}\n{}"),
    ] {
        let report = import(&db, answer, Some(SignedDuration::ZERO)).await;
        assert_eq!(report.closed, 0, "{name}: {report:?}");
        assert_eq!(stored(&db, "b").await.closed_at, None, "{name}");
    }
    assert_eq!(import(&db, &lines(&["a"]), Some(SignedDuration::ZERO)).await.closed, 1);
}

#[tokio::test]
async fn reopening_keeps_id_views_and_first_sight() {
    let (_folder, db) = filled().await;
    import(&db, &lines(&["a", "b"]), Some(SignedDuration::ZERO)).await;
    execute(
        &db,
        "update posting set views = 9, first_seen = '2026-01-02T03:04:05Z' where native_id in ('a', 'b')
         and board = 'lives'",
    )
    .await;
    let before = (stored(&db, "a").await, stored(&db, "b").await);
    import(&db, &lines(&["c"]), Some(SignedDuration::ZERO)).await;
    assert!(stored(&db, "a").await.closed_at.is_some() && stored(&db, "b").await.closed_at.is_some());

    // One comes back as it was, the other one changed.
    let changed = line("b", json!({ "title": "Clerk" }));
    let report = import(&db, &format!("{}\n{changed}", lines(&["a"])), None).await;
    assert_eq!(numbers(&report), [0, 2, 0, 0, 0], "to be there again is a change");
    for (native_id, before) in [("a", before.0), ("b", before.1)] {
        let again = stored(&db, native_id).await;
        assert_eq!((again.id, again.closed_at), (before.id, None));
        assert_eq!((again.posting.views, again.first_seen), (9, before.first_seen));
    }
    let open = postings::list(&mut db.read().await.unwrap(), 99, 0).await.unwrap();
    assert_eq!(open.iter().filter(|open| open.posting.key.board == "lives").count(), 3);
}

#[tokio::test]
async fn the_employers_last_day_closes_at_once_and_a_longer_one_reopens() {
    let (_folder, db) = filled().await;
    let over = line("a", json!({ "valid_through": "2020-02-29" }));
    let not_yet = line("b", json!({ "valid_through": "2099-12-31" }));
    assert_eq!(import(&db, &format!("{over}\n{not_yet}"), None).await.new, 2);
    let a = stored(&db, "a").await;
    assert_eq!(a.closed_at.unwrap().to_string(), "2020-03-01T00:00:00Z", "a day lasts to its end");
    assert_eq!(stored(&db, "b").await.closed_at, None);
    assert_eq!(import(&db, &over, None).await.unchanged, 1, "it is closed and stays so");

    let longer = line("a", json!({ "valid_through": "2099-12-31" }));
    assert_eq!(import(&db, &longer, None).await.changed, 1);
    assert_eq!(stored(&db, "a").await.closed_at, None);

    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let mut transaction = db.write().await.unwrap();
    for (now, closed) in [("2099-12-31T23:59:59Z", 0), ("2100-01-01T00:00:00Z", 2)] {
        assert_eq!(lifecycle::any_expired(&mut transaction, at(now)).await.unwrap(), closed > 0, "{now}");
        assert_eq!(lifecycle::close_expired(&mut transaction, at(now)).await.unwrap(), closed, "{now}");
    }
    transaction.commit().await.unwrap();
    assert_eq!(stored(&db, "b").await.closed_at, Some(at("2100-01-01T00:00:00Z")));
}

#[tokio::test]
async fn a_list_without_texts_takes_none_away() {
    let (_folder, db) = filled().await;
    import(&db, &lines(&["a"]), None).await;
    let before = stored(&db, "a").await;
    let bare = line("a", json!({ "description_html": null, "places": [] }));
    assert_eq!(numbers(&import(&db, &bare, None).await), [0, 0, 1, 0, 0]);
    let after = stored(&db, "a").await;
    assert!(after.posting.description_html.is_some());
    assert_eq!((&after.posting, &after.standing), (&before.posting, &before.standing));

    // The other way round the text comes in, even within one import.
    let bare = line("b", json!({ "description_html": null }));
    let report = import(&db, &format!("{bare}\n{}", lines(&["b"])), None).await;
    assert_eq!((report.new, report.rejections()), (1, 1), "a batch holds a posting once");
    assert_eq!(import(&db, &lines(&["b"]), None).await.changed, 1);
    assert!(stored(&db, "b").await.posting.description_html.is_some());
}

#[tokio::test]
async fn an_id_that_comes_twice_is_rejected_wherever_the_second_stands() {
    let (_folder, db) = filled().await;
    let many: Vec<String> = (0..1_100).map(|number| line(&number.to_string(), json!({}))).collect();
    let again = ["1099", "3"].map(|id| line(id, json!({ "title": "Clerk" })));
    let report = import(&db, &format!("{}\n{}", many.join("\n"), again.join("\n")), None).await;
    assert_eq!((report.read, numbers(&report)), (1_102, [1_100, 0, 0, 0, 2]));
    let places: Vec<&str> = report.rejected.iter().map(|rejected| rejected.at.as_str()).collect();
    assert_eq!(places, ["line 1101", "line 1102"]);
    assert!(report.rejected[0].reason.contains("same id"), "{}", report.rejected[0].reason);
    assert_eq!(stored(&db, "3").await.posting.title, "Potter 3", "the first one counts");
}

#[tokio::test]
async fn skills_that_adverts_name_follow_every_change() {
    let (_folder, db) = filled().await;
    let needs = |skill: &str| json!({ "description_html": format!("<h2>Requirements</h2><ul><li>{skill}</li></ul>") });
    let named = async |skill: &str| {
        let skill: Slug = skill.parse().unwrap();
        let mut found = postings::list(&mut db.read().await.unwrap(), 99, 0).await.unwrap();
        found.retain(|stored| stored.skills.contains(&skill));
        found.into_iter().map(|stored| stored.posting.key.native_id).collect::<Vec<_>>()
    };
    import(&db, &format!("{}\n{}", line("a", needs("Kiln Firing")), line("b", needs("Kilns"))), None).await;
    assert_eq!((named("kiln").await, named("glazing").await), (vec!["a".into(), "b".into()], vec![]));
    import(&db, &line("a", needs("Glazing and teaching")), None).await;
    assert_eq!(named("kiln").await, ["b"]);
    assert_eq!(named("glazing").await, ["a"]);
    assert_eq!(stored(&db, "a").await.skills.len(), 2);
    import(&db, &line("a", needs("Glazing and teaching")), Some(SignedDuration::ZERO)).await;
    assert_eq!(named("kiln").await, Vec::<String>::new(), "closed ones are not listed");
}

#[tokio::test]
async fn a_changed_catalogue_matches_every_posting_anew() {
    let (folder, db) = filled().await;
    let keeper = json!({
        "title": "Zoo Keeper",
        "description_html": "<h2>Requirements</h2><ul><li>Lion taming</li><li>Kilns</li></ul>",
    });
    let over = line("over", json!({ "title": "Senior Zoo Keeper", "valid_through": "2020-01-01" }));
    import(&db, &format!("{}\n{over}", line("a", keeper)), None).await;
    let before = stored(&db, "a").await;
    assert_eq!(before.standing.path, None);
    let mine = folder.path().join("mine");
    copy(&project("tests/content"), &mine);
    let edit = |file: &str, from: &str, to: &str| {
        let file = mine.join(file);
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{from}");
        std::fs::write(&file, text.replace(from, to)).unwrap();
    };
    edit("paths/crafts/potter.json", "\"Ceramicist\"", "\"Ceramicist\", \"Zoo Keeper\"");
    edit("skills/all.json", "\"Glaze work\"", "\"Glaze work\", \"Lion taming\"");
    assert!(load_content(&db, Some(&mine)).await.unwrap());
    assert_eq!(match_anew(&db).await.unwrap(), 2, "closed ones too");
    assert_eq!(match_anew(&db).await.unwrap(), 0, "once is enough");
    let (a, over) = (stored(&db, "a").await, stored(&db, "over").await);
    for posting in [&a, &over] {
        assert_eq!(posting.standing.path.as_ref().map(Slug::as_str), Some("potter"));
    }
    assert_eq!((a.id, &a.posting, a.last_seen), (before.id, &before.posting, before.last_seen));
    let glazing: Slug = "glazing".parse().unwrap();
    assert!(a.skills.contains(&glazing) && !before.skills.contains(&glazing), "{:?}", a.skills);
}
