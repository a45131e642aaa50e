//! Which lines of an advert are about the job; the others praise the employer, list what it gives, or say
//! what the law makes it say.

/// Letters a heading has at most.
const LONGEST_HEADING: usize = 70;

/// What begins a section about the employer or its terms, in lower case.
const ABOUT_OTHERS: &[&str] = &[
    "about us",
    "about the company",
    "about our",
    "about the team behind",
    "who we are",
    "our company",
    "our story",
    "our mission",
    "our vision",
    "our values",
    "our culture",
    "our commitment",
    "our investors",
    "company overview",
    "company description",
    "the company",
    "what we do",
    "what we're building",
    "what we are building",
    "why us",
    "why join",
    "why work",
    "why you'll love",
    "why you should",
    "what we offer",
    "what you get",
    "what you'll get",
    "what's in it",
    "we offer",
    "benefit",
    "perk",
    "compensation",
    "salary",
    "pay range",
    "pay transparency",
    "total rewards",
    "equal opportunity",
    "equal employment",
    "eeo",
    "diversity",
    "inclusion",
    "accommodation",
    "privacy",
    "notice",
    "disclaimer",
    "how to apply",
    "application process",
    "interview process",
    "hiring process",
    "recruitment process",
    "our process",
    "next steps",
    "working here",
    "life at",
    "join us",
    "come join",
    "legal",
    "background check",
    "fraud",
    "selection process",
    "examination",
    "additional information",
];

/// What begins a section about the job, in lower case.
const ABOUT_JOB: &[&str] = &[
    "role",
    "position",
    "job",
    "responsib",
    "dut",
    "require",
    "qualif",
    "skill",
    "experience",
    "what you",
    "you will",
    "you'll",
    "you are",
    "you have",
    "you might",
    "you bring",
    "your",
    "who you",
    "about you",
    "must have",
    "nice to have",
    "bonus",
    "plus",
    "preferred",
    "minimum",
    "basic",
    "essential",
    "desired",
    "education",
    "knowledge",
    "abilit",
    "competenc",
    "tech stack",
    "our stack",
    "tools",
    "day to day",
    "day-to-day",
    "what we're looking for",
    "what we are looking for",
    "looking for",
    "we're looking",
    "ideal",
    "candidate",
    "opportunity",
    "key",
    "scope",
    "mission of",
    "summary",
    "overview",
    "impact",
    "we need",
    "in this",
    "as a",
    "as an",
    "certification",
    "license",
];

/// What a paragraph says that is the law's or the employer's, wherever it stands.
const ALWAYS: &[&str] = &[
    "equal opportunity employer",
    "equal employment opportunity",
    "without regard to race",
    "regardless of race",
    "reasonable accommodation",
    "protected veteran",
    "401(k)",
    "401k",
    "paid time off",
    "dental and vision",
    "dental, and vision",
    "health insurance",
    "parental leave",
];

/// Calls `each` with every line that is about the job.
pub fn about_job<'a>(text: &'a str, company: &str, mut each: impl FnMut(&'a str)) {
    let company = company.trim().to_lowercase();
    let mut inside = true;
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let start = lower_start(line);
        if line.len() <= LONGEST_HEADING && !line.ends_with(['.', ';', ',']) {
            let heading = start.trim_start_matches(|c: char| !c.is_alphanumeric());
            let of_company =
                !company.is_empty() && heading.starts_with("about ") && heading.contains(&company);
            if of_company || ABOUT_OTHERS.iter().any(|words| heading.starts_with(words)) {
                inside = false;
                continue;
            }
            if !inside && ABOUT_JOB.iter().any(|words| heading.contains(words)) {
                inside = true;
            }
        }
        if inside && !is_about_company(&start, &company) {
            each(line);
        }
    }
}

/// The first letters of a line in lower case, with plain apostrophes.
fn lower_start(line: &str) -> String {
    line.chars().take(400).map(|c| if c == '’' { '\'' } else { c }).collect::<String>().to_lowercase()
}

/// "Example Corp is …", "At Example Corp, we …", and what the law demands.
fn is_about_company(start: &str, company: &str) -> bool {
    let of_role = ["looking for", "seeking", "hiring", "you will", "you'll", "as a ", "as an ", "role"];
    let speaks_of_role = of_role.iter().any(|words| start.contains(words));
    let named = company.len() > 2
        && start
            .strip_prefix("at ")
            .unwrap_or(start)
            .strip_prefix(company)
            .is_some_and(|rest| rest.starts_with([' ', ',', '\'', '.']));
    !speaks_of_role && (named || ALWAYS.iter().any(|words| start.contains(words)))
}

#[cfg(test)]
mod tests {
    use super::about_job;

    fn kept(text: &str) -> Vec<&str> {
        let mut lines = Vec::new();
        about_job(text, "Example Corp", |line| lines.push(line));
        lines
    }

    #[test]
    fn what_is_said_of_the_employer_is_passed_over() {
        let text = "About Example Corp\nOur platform runs on Kubernetes.\nThe Role\nYou write Rust.\n\
                    Benefits\nPython courses\nRequirements\nSQL\nHow to apply\nSend Excel files.";
        assert_eq!(kept(text), ["The Role", "You write Rust.", "Requirements", "SQL"]);
    }

    #[test]
    fn paragraphs_on_the_employer_are_known_without_headings() {
        let text = "Example Corp builds databases with Oracle.\nExample Corp is looking for a cook.\n\
                    At Example Corp, we love SQL.\nExample Corporate kitchens need knives.\n\
                    We are an equal opportunity employer and use Workday.";
        assert_eq!(
            kept(text),
            ["Example Corp is looking for a cook.", "Example Corporate kitchens need knives."]
        );
    }

    #[test]
    fn an_advert_of_one_line_is_read_whole() {
        assert_eq!(kept("Cook wanted, must know knives"), ["Cook wanted, must know knives"]);
        assert_eq!(kept(""), [""; 0]);
    }
}
