//! What every posting must have: an id, a title and an employer.

use super::answer::SHOWN;
use super::system::System;
use crate::feeds::Origin;

/// Its id and its title, or which of them it has not.
pub fn required(
    system: &System,
    id: Option<String>,
    title: Option<String>,
) -> Result<(String, String), String> {
    match (id, title) {
        (Some(id), Some(title)) => Ok((id, title)),
        (None, _) => Err(format!("has no id (`{}`)", system.id)),
        (Some(id), None) => {
            let id: String = id.chars().take(SHOWN).collect();
            Err(format!("has no title (`{}`); its id is {id:?}", system.title))
        }
    }
}

/// The employer: as the posting names it, else as the operator does, else the board's name as it is.
pub fn company(stated: Option<String>, origin: &Origin, board: &str) -> Result<String, String> {
    let board = Some(board).filter(|board| !board.is_empty());
    stated
        .or_else(|| origin.company.clone())
        .or_else(|| board.map(str::to_owned))
        .ok_or_else(|| "names no employer; give it with --company".to_owned())
}

#[cfg(test)]
mod tests {
    use super::company;
    use crate::feeds::Origin;

    #[test]
    fn employers_are_named_by_the_posting_the_operator_or_the_board() {
        let origin = Origin { company: Some("Example Ltd".to_owned()), board: None };
        let stated = Some("Example Corp".to_owned());
        assert_eq!(company(stated, &origin, "example").unwrap(), "Example Corp");
        assert_eq!(company(None, &origin, "example").unwrap(), "Example Ltd");
        assert_eq!(company(None, &Origin::default(), "example").unwrap(), "example");
        assert!(company(None, &Origin::default(), "").unwrap_err().contains("--company"));
    }
}
