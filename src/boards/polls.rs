//! Many boards: several hosts at a time, the boards of one host one by one.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use tokio::sync::{Semaphore, mpsc};

use super::failure::FetchError;
use super::fetch::Client;
use super::hosts::key;
use super::list::Board;
use super::{Answer, Known, address, fetch};
use crate::model::board::Validators;

/// A board to be asked, with what is held of it.
pub struct Poll {
    pub board: Board,
    /// Those of the last answer that was stored.
    pub validators: Validators,
    pub known: Box<Known<'static>>,
}

impl fmt::Debug for Poll {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poll").field("board", &self.board.name()).finish_non_exhaustive()
    }
}

/// What asking a board led to.
#[derive(Debug)]
pub struct Outcome {
    pub board: Board,
    pub answer: Result<Answer, FetchError>,
}

/// Asks boards in the background and hands over what they answer, one by one as they come; each gets
/// exactly one outcome. Answers that wait to be taken hold up further requests, so that no more than
/// a few are in memory. Dropping the receiver ends the requests.
pub fn fetch_all(client: &Client, polls: Vec<Poll>) -> mpsc::Receiver<Outcome> {
    let (give, outcomes) = mpsc::channel(1);
    let at_once = Arc::new(Semaphore::new(client.options().hosts_at_once.clamp(1, Semaphore::MAX_PERMITS)));
    for polls in by_host(polls) {
        let (client, give, at_once) = (client.clone(), give.clone(), Arc::clone(&at_once));
        tokio::spawn(async move {
            tokio::select! {
                () = give.closed() => {}
                () = one_host(&client, polls, &give, &at_once) => {}
            }
        });
    }
    outcomes
}

async fn one_host(client: &Client, polls: Vec<Poll>, give: &mpsc::Sender<Outcome>, at_once: &Semaphore) {
    let Ok(_permit) = at_once.acquire().await else { return };
    for Poll { board, validators, known } in polls {
        let answer = fetch(client, &board, &validators, &*known).await;
        if give.send(Outcome { board, answer }).await.is_err() {
            return;
        }
    }
}

/// The polls of each host, hosts and polls in the order in which they were given.
fn by_host(polls: Vec<Poll>) -> Vec<Vec<Poll>> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<Vec<Poll>> = Vec::new();
    for poll in polls {
        let host = address::of(&poll.board).map_or_else(|_| String::new(), |url| key(&url));
        let place = *places.entry(host).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(poll),
            None => groups.push(vec![poll]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::{Poll, by_host};
    use crate::boards::Listed;
    use crate::boards::list::BoardList;
    use crate::model::board::Validators;

    #[test]
    fn boards_of_one_host_stand_together_in_their_order() {
        let entry = |kind: &str, board: &str| {
            format!(r#"{{ "kind": "{kind}", "company": "Example Corp", "board": "{board}" }}"#)
        };
        let entries = [("lever", "a"), ("ashby", "b"), ("lever", "c"), ("personio", "d"), ("personio", "e")];
        let entries: Vec<String> = entries.iter().map(|(kind, board)| entry(kind, board)).collect();
        let list = BoardList::read("boards.json", &format!("{{\"boards\": [{}]}}", entries.join(",")));
        let polls = list.unwrap().boards.into_iter().map(|board| {
            let known = Box::new(|_: &Listed<'_>| false);
            Poll { board, validators: Validators::default(), known }
        });
        let groups = by_host(polls.collect());
        let names: Vec<String> = groups
            .iter()
            .map(|group| group.iter().map(|poll| poll.board.board.as_str()).collect::<String>())
            .collect();
        assert_eq!(names, ["ac", "b", "d", "e"]);
    }
}
