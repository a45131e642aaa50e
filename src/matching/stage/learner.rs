//! Words of people who learn the job: "Intern", "Apprentice", "Werkstudent".

use super::word::Words;

/// Words of people who learn the job.
const LEARNERS: [&str; 47] = [
    "intern",
    "interns",
    "internship",
    "internships",
    "trainee",
    "trainees",
    "apprentice",
    "apprentices",
    "apprenticeship",
    "junior",
    "jr",
    "graduate",
    "grad",
    "grads",
    "cadet",
    "recruit",
    "graduates",
    "commis",
    "helper",
    "probationary",
    "werkstudent",
    "werkstudentin",
    "praktikant",
    "praktikantin",
    "praktikum",
    "pflichtpraktikum",
    "auszubildende",
    "auszubildender",
    "azubi",
    "ausbildung",
    "stagiaire",
    "alternance",
    "alternant",
    "alternante",
    "stagista",
    "tirocinio",
    "tirocinante",
    "becario",
    "becaria",
    "pasante",
    "practicante",
    "prácticas",
    "estágio",
    "estagiário",
    "estagiaria",
    "aprendiz",
    "júnior",
];

/// What follows such a word where it names a school, or those whom the job looks after.
const ABOUT_LEARNERS: [&str; 34] = [
    "coordinator",
    "manager",
    "recruiter",
    "recruitment",
    "recruiting",
    "advisor",
    "adviser",
    "director",
    "supervisor",
    "instructor",
    "officer",
    "high",
    "college",
    "school",
    "schools",
    "varsity",
    "league",
    "achievement",
    "admissions",
    "admission",
    "studies",
    "education",
    "medical",
    "elementary",
    "hospital",
    "middle",
    "blvd",
    "enrollment",
    "career",
    "housing",
    "specialist",
    "administrator",
    "lead",
    "faculty",
];

/// What follows "student" where the student does the job.
const STUDENT_JOBS: [&str; 20] = [
    "trainee",
    "worker",
    "assistant",
    "intern",
    "nurse",
    "aide",
    "employee",
    "researcher",
    "engineer",
    "developer",
    "analyst",
    "technician",
    "teacher",
    "helper",
    "associate",
    "truck",
    "role",
    "job",
    "position",
    "for",
];

/// Who looks after students of a cooperative program, or runs a cooperative.
const MINDERS: [&str; 4] = ["manager", "coordinator", "advisor", "director"];

/// Whether a word of a title says that who takes the job is learning it.
pub fn learns(words: &Words<'_>, at: usize) -> bool {
    let (text, before, after) = (words.text(at), words.before(at), words.after(at));
    match text {
        "entry" => after == "level" || words.alone(at),
        "student" => before == "working" || STUDENT_JOBS.contains(&after) || (at > 0 && after.is_empty()),
        "training" => before == "in",
        "stage" => words.alone(at) && at > 0,
        "co" => after == "op" && !words.list[at + 1..].iter().any(|word| MINDERS.contains(&word.text)),
        "coop" => words.alone(at) || matches!(after, "student" | "intern"),
        "residency" | "resident" => matches!(before, "nurse" | "rn" | "pharmacy" | "nursing"),
        "junior" if after == "sous" => false,
        _ if LEARNERS.contains(&text) => {
            let program = matches!(after, "program" | "programs" | "programme" | "student" | "students");
            let about = if program { words.text(at + 2) } else { after };
            !ABOUT_LEARNERS.contains(&about) && before != "of"
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::matching::stage::rank;
    use crate::matching::stage::word::Words;
    use crate::model::stage::Stage;
    use crate::model::stage::Stage::Entry;

    fn check(stage: Option<Stage>, titles: &[&str]) {
        for title in titles {
            let lower = title.to_ascii_lowercase();
            let found = rank::find(&Words::new(title, &lower)).map(|rank| rank.stage);
            assert_eq!(found, stage, "{title}");
        }
    }

    #[test]
    fn learners_are_entries_whatever_else_the_title_says() {
        check(
            Some(Entry),
            &[
                "Marketing Intern",
                "Software Engineering Internship – Summer",
                "Junior Accountant",
                "Developer, Jr.",
                "Apprentice Plumber",
                "Trainee Mammography Technologist",
                "Graduate Nurse",
                "Graduate Program, Engineering",
                "New Grad Software Engineer",
                "Student Trainee (Human Resources)",
                "Working Student – Sales",
                "Data Science Student",
                "Entry-Level Analyst",
                "Analyst (Entry)",
                "Store Manager in Training",
                "Co-op Engineer",
                "Police Recruit",
                "Commis Chef",
                "Pharmacy Resident",
                "Werkstudent Marketing (m/w/d)",
                "Stagiaire communication",
                "Chargé de projet - Stage - Paris",
                "Alternance - Développeur",
            ],
        );
    }

    #[test]
    fn words_about_learners_and_schools_are_no_ranks() {
        check(
            None,
            &[
                "Internal Auditor",
                "Internship Coordinator",
                "Graduate Program Manager",
                "Graduate Admissions Counselor",
                "Junior High Teacher",
                "Student Success Coach",
                "Data Entry Clerk",
                "Training Specialist",
                "Early Stage Investor",
                "Co-op Store Manager",
                "Martin Luther King Jr. Elementary Teacher",
                "Junior Sous Chef",
            ],
        );
    }
}
