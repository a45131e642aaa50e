//! Terms of employment as feeds write them.

use crate::model::posting::{EmploymentType, WorkMode};

/// What "onsite", "on-site", "Hybrid", "TELECOMMUTE" mean; `None` for "unspecified" and the like.
pub fn work_mode(_text: &str) -> Option<WorkMode> {
    None
}

/// What "FullTime", "Regular Full Time (Salary)", "fulltime_permanent", "Werkstudent" mean. A text that
/// states something else is `Other`, an empty one nothing.
pub fn employment_type(_text: &str) -> Option<EmploymentType> {
    None
}
