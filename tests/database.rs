//! Every query on a real database file, and the file itself with care.

use std::path::Path;

use career_paths::catalogue::Catalogue;
use career_paths::commands::load::{load_content, match_anew};
use career_paths::content::load::load;
use career_paths::content::tree::Tree;
use career_paths::db::open::{MIGRATIONS, open};
use career_paths::db::{categories, meta, paths, postings, skills, sources};
use career_paths::model::posting::StoredPosting;
use career_paths::model::slug::Slug;
use sqlx::migrate::Migrate;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use crate::support::postings::filled;
use crate::support::{copy, project};

fn titles(postings: &[StoredPosting]) -> Vec<&str> {
    postings.iter().map(|stored| stored.posting.title.as_str()).collect()
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

#[tokio::test]
async fn what_is_loaded_is_what_the_files_say() {
    let (_folder, db) = filled().await;
    let tree = Tree::from_dir(&project("tests/content")).unwrap();
    let content = load(&tree).unwrap();
    let mut connection = db.read().await.unwrap();
    assert_eq!(sources::list(&mut connection).await.unwrap(), content.sources);
    assert_eq!(categories::list(&mut connection).await.unwrap(), content.categories);
    assert_eq!(paths::list(&mut connection).await.unwrap(), content.paths);
    let mut by_name = content.skills.clone();
    by_name.sort_by_key(|skill| skill.name.to_lowercase());
    assert_eq!(skills::list(&mut connection).await.unwrap(), by_name);
    assert_eq!(meta::find_fingerprint(&mut connection).await.unwrap(), Some(tree.fingerprint()));
    assert_eq!(meta::find_content_version(&mut connection).await.unwrap(), 1);
}

#[tokio::test]
async fn postings_are_listed_newest_first_in_pages() {
    let (_folder, db) = filled().await;
    let mut connection = db.read().await.unwrap();
    let all = postings::list(&mut connection, 99, 0).await.unwrap();
    assert_eq!(titles(&all), ["Senior Estimator (Bridges)", "Zoo Keeper II", "Apprentice Potter", "Potter"]);
    assert_eq!(titles(&postings::list(&mut connection, 1, 1).await.unwrap()), ["Zoo Keeper II"]);
    assert_eq!(postings::count(&mut connection).await.unwrap(), 4);

    let ids = [all[3].id, 999, all[0].id];
    let chosen = postings::list_by_ids(&mut connection, &ids, false).await.unwrap();
    assert_eq!(titles(&chosen), ["Potter", "Senior Estimator (Bridges)"], "in the order that was asked for");

    let first = postings::find(&mut connection, all[0].id).await.unwrap();
    assert_eq!(first.map(|(posting, _)| posting).as_ref(), all.first());
    assert_eq!(postings::find(&mut connection, 999).await.unwrap(), None);
}

#[tokio::test]
async fn postings_are_listed_where_their_sources_list_them() {
    let (_folder, db) = filled().await;
    let mut connection = db.read().await.unwrap();
    let listed = postings::list_by_listing(&mut connection, 9).await.unwrap();
    assert_eq!(titles(&listed), ["Potter", "Zoo Keeper II"]);
}

#[tokio::test]
async fn unchanged_content_is_not_loaded_again_and_changed_content_keeps_postings() {
    let (folder, db) = filled().await;
    let data = project("tests/content");
    assert!(!load_content(&db, Some(&data)).await.unwrap());
    let mut transaction = db.write().await.unwrap();
    career_paths::db::views::update(&mut transaction, &[(1, 10)]).await.unwrap();
    transaction.commit().await.unwrap();
    let before = postings::list(&mut db.read().await.unwrap(), 99, 0).await.unwrap();

    let mine = folder.path().join("mine");
    copy(&data, &mine);
    let file = mine.join("paths/crafts/potter.json");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("\"Ceramicist\"", "\"Ceramicist\", \"Zoo Keeper\"")).unwrap();
    assert!(load_content(&db, Some(&mine)).await.unwrap());
    assert_eq!(match_anew(&db).await.unwrap(), 0, "those of the content are matched with it");

    let after = postings::list(&mut db.read().await.unwrap(), 99, 0).await.unwrap();
    assert_eq!(after.len(), before.len());
    for (old, new) in before.iter().zip(&after) {
        assert_eq!((old.id, &old.posting), (new.id, &new.posting));
    }
    let keeper = after.iter().find(|stored| stored.posting.title == "Zoo Keeper II").unwrap();
    assert_eq!(keeper.standing.path, Some(slug("potter")), "matched anew");
    assert_eq!(Catalogue::load(&db, None).await.unwrap().version, 2);
}

#[tokio::test]
async fn faulty_content_changes_nothing() {
    let (folder, db) = filled().await;
    let mine = folder.path().join("mine");
    copy(&project("tests/content"), &mine);
    std::fs::write(mine.join("skills/all.json"), "{").unwrap();
    assert!(load_content(&db, Some(&mine)).await.is_err());
    let catalogue = Catalogue::load(&db, None).await.unwrap();
    assert_eq!((catalogue.version, catalogue.paths.len(), catalogue.skills.len()), (1, 3, 7));
}

#[tokio::test]
async fn a_database_is_found_again_as_it_was_left() {
    let (folder, db) = filled().await;
    db.close().await;
    let db = open(&folder.path().join("test.db")).await.unwrap();
    assert_eq!(postings::count(&mut db.read().await.unwrap()).await.unwrap(), 4);
    assert!(!load_content(&db, Some(&project("tests/content"))).await.unwrap());
}

/// Each migration runs on what the one before it left, with rows in every table.
#[tokio::test]
async fn migrations_keep_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("old.db");
    let mut connection = raw(&file, true).await;
    connection.ensure_migrations_table("_sqlx_migrations").await.unwrap();
    let first = MIGRATIONS.iter().next().unwrap();
    connection.apply("_sqlx_migrations", first).await.unwrap();
    let fixture = std::fs::read_to_string(project("tests/fixtures/rows-of-migration-1.sql")).unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(fixture)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();

    let db = open(&file).await.unwrap();
    let catalogue = Catalogue::load(&db, None).await.unwrap();
    let entry = catalogue.path("baker").expect("the path is still there");
    assert_eq!(entry.path.levels[0].titles, ["Apprentice Baker"]);
    assert_eq!(entry.path.levels[0].skills[0].skills, [slug("dough")]);
    let posting = postings::find(&mut db.read().await.unwrap(), 41).await.unwrap().unwrap().0;
    assert_eq!((posting.posting.title.as_str(), posting.posting.views), ("Baker", 17));
    let applied: i64 = sqlx::query_scalar("select count(*) from _sqlx_migrations")
        .fetch_one(&mut *db.read().await.unwrap())
        .await
        .unwrap();
    assert_eq!(applied, i64::try_from(MIGRATIONS.iter().count()).unwrap());
}

async fn raw(file: &Path, create: bool) -> sqlx::SqliteConnection {
    SqliteConnectOptions::new().filename(file).create_if_missing(create).connect().await.unwrap()
}

#[tokio::test]
async fn every_table_is_strict_and_every_reference_holds() {
    let (_folder, db) = filled().await;
    let mut connection = db.read().await.unwrap();
    let loose: Vec<String> = sqlx::query_scalar(
        "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0
         and name not like 'sqlite_%' and name <> '_sqlx_migrations'",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    assert_eq!(loose, Vec::<String>::new());
    let broken = sqlx::query("pragma foreign_key_check").fetch_all(&mut *connection).await.unwrap();
    assert!(broken.is_empty());
    let whole: String =
        sqlx::query_scalar("pragma integrity_check").fetch_one(&mut *connection).await.unwrap();
    assert_eq!(whole, "ok");
    let mode: String = sqlx::query_scalar("pragma journal_mode").fetch_one(&mut *connection).await.unwrap();
    assert_eq!(mode, "wal");
}

#[tokio::test]
async fn readers_can_not_write() {
    let (_folder, db) = filled().await;
    let result = sqlx::query("delete from faq").execute(&mut *db.read().await.unwrap()).await;
    assert!(result.is_err());
}

#[tokio::test]
async fn pages_of_one_posting_and_lists_use_an_index() {
    let (_folder, db) = filled().await;
    let mut connection = db.read().await.unwrap();
    for (query, index) in [
        ("select id from posting where id = 1", "INTEGER PRIMARY KEY"),
        (
            "select title from posting where closed_at is null and duplicate_of is null
             order by posted_on desc, id limit 20",
            "posting_by_date",
        ),
        (
            "select id from posting indexed by posting_by_change where change > 5",
            "posting_by_change (change>?)",
        ),
        (
            "select id from posting where closed_at is null and expires_at is not null and expires_at < 'x'",
            "posting_by_expiry",
        ),
        (
            "select posting.id from json_each('[]') cross join posting
             on source = value ->> 0 and board = value ->> 1 and native_id = value ->> 2",
            "(source=? AND board=? AND native_id=?)",
        ),
    ] {
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!("explain query plan {query}")))
                .fetch_all(&mut *connection)
                .await
                .unwrap();
        let plan: Vec<String> = plan.into_iter().map(|row| row.3).collect();
        assert!(plan.iter().any(|step| step.contains(index)), "{query}: {plan:?}");
        assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{query}: {plan:?}");
    }
}

#[tokio::test]
async fn files_that_are_not_ours_are_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("letter.txt");
    std::fs::write(&text, "Dear database, this is a letter and no database at all.".repeat(40)).unwrap();
    let foreign = folder.path().join("foreign.db");
    let mut connection = raw(&foreign, true).await;
    sqlx::query("create table theirs (x)").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let newer = folder.path().join("newer.db");
    open(&newer).await.unwrap().close().await;
    let mut connection = raw(&newer, false).await;
    sqlx::query(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
         values (9999, 'from the future', 1, x'00', 1)",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();

    for (file, told) in [
        (&text, "is not a database"),
        (&foreign, "is the database of another program"),
        (&newer, "was written by a newer version"),
        (&folder.path().to_owned(), "it is a folder"),
    ] {
        let before = std::fs::read(file).ok();
        let error = format!("{:#}", open(file).await.unwrap_err());
        assert!(error.contains(told), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
        assert_eq!(std::fs::read(file).ok(), before, "{}", file.display());
    }
}
