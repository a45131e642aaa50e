//! Sentences of which made-up adverts are put together. In braces stand the slots that are filled:
//! employer, title, city, project, count, year, skill, and the years of experience that are asked in three
//! forms: `{years}` "3 years", `{plus}` "3+ years", `{span}` "3-5 years".

/// Headings over what is said of the employer.
pub const WHO_HEADINGS: [&str; 4] = ["Who we are", "About us", "Our company", "Our story"];

/// Headings over what there is to do.
pub const DUTY_HEADINGS: [&str; 5] =
    ["What you do", "Your duties", "The role", "Your responsibilities", "What you will do"];

/// Headings over what is asked.
pub const ASKED_HEADINGS: [&str; 5] =
    ["What you bring", "Requirements", "What you need", "Your qualifications", "About you"];

/// Headings over what is given.
pub const OFFER_HEADINGS: [&str; 4] = ["What we offer", "What you get", "Benefits", "Why work with us"];

/// Headings over how a decision is reached.
pub const HIRE_HEADINGS: [&str; 4] = ["How to apply", "Next steps", "Our process", "Hiring process"];

/// Who the employer is.
pub const WHO: [&str; 20] = [
    "{employer} has been at home in {city} since {year}, and most who come to us stay for a long time.",
    "{employer} began in {year} with two people and a borrowed table; today we are {count}.",
    "{employer} is owned by those who work in it, all {count} of us.",
    "{employer} is a family business in its third generation, known in {city} for taking its time.",
    "{employer} grew out of a single order in {year}, and we still serve that first client.",
    "{employer} is small enough that everybody knows the others by name: {count} people under one roof.",
    "At {employer}, {count} people look after what others would rather not think about.",
    "{employer} is best known for {project}, which we brought out in {year} and have improved every spring since.",
    "{employer} does one thing and tries to do it better each year; we call it {project}.",
    "{employer} opened its doors in {city} in {year} and has moved only once, across the street.",
    "{employer} belongs to nobody else: no parent group, no outside owner, {count} colleagues.",
    "{employer} took over {project} in {year} and has rebuilt it from the ground up.",
    "At {employer}, people argue about the matter and go to lunch together afterwards.",
    "{employer} works for some {count} clients in and around {city}, large ones and very small ones.",
    "{employer} is the quiet name behind {project}, in use in more places than we can count.",
    "{employer} would rather grow slowly than break a promise, and has kept to that since {year}.",
    "{employer} serves {city} and the towns around it, in two languages and on all days but one.",
    "{employer} is young: {count} people so far, and much that is still to be settled.",
    "At {employer}, nobody is hired for a task that a week of thought could do away with.",
    "{employer} and its sister house {project} share a yard, a canteen and {count} people.",
];

/// Why the position is there.
pub const WHY: [&str; 16] = [
    "For {project} we are looking for a colleague who wants to do this well and not only quickly.",
    "The position is new: {project} has grown faster than the group behind it.",
    "You take over from someone who retires after a long time and will be there to hand over.",
    "You join a group of {count} that works on {project} from start to finish.",
    "We need another pair of hands on {project}, and a head that asks why.",
    "As {title} you are the one whom others in {city} call first.",
    "As {title} you work on {project} with people who have done so for long and explain gladly.",
    "In this position you see {project} through from the first talk to the last signature.",
    "Two of us have gone on to other things within the house, so there is room for you on {project}.",
    "You are the second in this position in {city}, and the two of you divide it as suits you best.",
    "The work around {project} has doubled within {count} months, and we want to do it without haste.",
    "You start with what lies on the table, and within half a year {project} is in your hands.",
    "As {title} you answer to one person and are left alone by the others.",
    "This is a position for somebody who would like to see what came of the work at the end of the day.",
    "We have put this off for too long: {project} deserves somebody who thinks about nothing else.",
    "Where {project} stands in a year depends a good deal on whom we find.",
];

/// Duties beside those of the rung.
pub const DUTIES: [&str; 18] = [
    "Keep {project} going while its successor is being built",
    "Say early when something on {project} will be late, and what would help",
    "Write down what you found out so that the next one need not ask",
    "Take your turn, every {count} days or so, at answering the phone in {city}",
    "Show newcomers how things are done at {employer}, and listen to why they would do them otherwise",
    "Go through open questions on {project} once a week and close those that have become pointless",
    "Look after the {count} or so cases that nobody has got round to",
    "Hand over at the end of the day so that nobody has to guess",
    "Visit the people who use {project}, at least twice a year",
    "Order what runs out before it has run out",
    "Help {project} through the busy weeks before the end of the year",
    "Bring one thing on {project} to its end each month, however small",
    "Sort what comes in about {project} by what can wait and what can't",
    "Speak for {employer} when visitors from {city} come by",
    "Take stock of {project} each quarter and say what should be dropped",
    "Stand in for a colleague on {project} who is away, and be stood in for",
    "Try what is new on {project} yourself before others have to",
    "Find out why {project} has cost more than planned, and tell us without sparing anyone",
];

/// How many years are asked.
pub const YEARS: [&str; 9] = [
    "{plus} of experience in this work",
    "At least {years} of experience in a similar position",
    "{span} of experience, at one employer or several",
    "{years} of relevant experience; where you gained it matters less",
    "{years} or more of experience with work of this kind",
    "Some {years} of professional experience",
    "A minimum of {years} of experience in the field",
    "{span} of hands-on experience",
    "{plus} of work experience, part of it in a place like ours",
];

/// In the place of years, where none need be asked.
pub const NO_YEARS: [&str; 5] = [
    "You may come straight from school, or from another trade",
    "It is all right if this is your first job of the kind",
    "What you can't do yet you learn here, beside somebody who can",
    "A first look into the work, from a course or a summer job",
    "You need not have done this before; you should want to do it",
];

/// How a skill is asked for of which one has to know what it is for.
pub const AWARENESS: [&str; 4] = [
    "A first acquaintance with {skill}",
    "An idea of what {skill} is good for",
    "You have seen {skill} at work",
    "Curiosity about {skill}",
];

/// How a skill is asked for that is used daily.
pub const WORKING: [&str; 5] = [
    "Working knowledge of {skill}",
    "{skill} as a matter of course",
    "You have used {skill} and can show what came of it",
    "A sound footing in {skill}",
    "{skill}, well enough for everyday work",
];

/// How a skill is asked for with which hard work is done.
pub const PRACTITIONER: [&str; 5] = [
    "Thorough command of {skill}",
    "{skill}, also where it becomes difficult",
    "You are the one whom others ask about {skill}",
    "Proven work in {skill}",
    "{skill} under pressure and without help",
];

/// How a skill is asked for in which one leads others.
pub const EXPERT: [&str; 4] = [
    "You have set the standard for {skill} elsewhere",
    "{skill} at a depth that lets you teach it",
    "A name for {skill} among those who know",
    "You have brought others far in {skill}",
];

/// How a skill is asked for that helps and is not required.
pub const HELPFUL: [&str; 5] = [
    "It helps if you know {skill}",
    "Welcome, not required: {skill}",
    "We are glad of {skill}",
    "{skill} would be good to have, and can be learned here",
    "Perhaps also {skill}",
];

/// What is asked of the person.
pub const PERSON: [&str; 12] = [
    "You finish what you begin, or say that you won't",
    "A plain way of speaking, and an ear for what is left unsaid",
    "You would rather ask once too often than guess",
    "Patience with people, less of it with sloppy work",
    "You can say no kindly",
    "A calm hand on days when everything comes at once",
    "You notice what others walk past",
    "Pleasure in getting small things exactly right",
    "You change your mind when the facts do",
    "You are on time, and mind when others wait",
    "A sense of humor that also covers yourself",
    "You keep to what was agreed, and speak up before you can't",
];

/// What is given.
pub const OFFERS: [&str; 22] = [
    "Thirty free days a year, of which you take at least two weeks in one piece",
    "Paid time off from the first day, and nobody who counts your sick days",
    "Health insurance, of which we pay nine tenths",
    "A desk, a locker or a bench of your own, as you need",
    "Four days a week for those who want it, once {project} is through its first year",
    "A yearly budget of ${count}00 for courses that you choose",
    "A plan of work that is fixed three weeks ahead",
    "A share in what {employer} earns, paid out every March",
    "Lunch that is cooked in the house, for the price of a coffee",
    "Travel to and from {city} at our cost",
    "401(k) with a match of five percent",
    "Parental leave of sixteen weeks for either parent",
    "Somebody who shows you around for the first {count} hours, and is given the time for it",
    "No meetings before ten and none on Fridays",
    "A dog called {project}, who belongs to all of us",
    "The same pay for the same work, with the table on the wall",
    "Good light, good chairs, and a door that can be closed",
    "Dental and vision care for you and those you live with",
    "One paid day a month for a cause of your own",
    "A contract without an end date, after a trial of {count} days",
    "Clothes and shoes for work, washed by us",
    "A talk twice a year about where you want to go, with notes that you keep",
];

/// How a decision is reached.
pub const HIRE: [&str; 16] = [
    "Send us a page about yourself; we answer within {count} days, whatever the answer is.",
    "We talk twice: once on the phone, once in {city} with those you would work with.",
    "You spend half a paid day with us, see what we do, and then both sides decide.",
    "We read every letter ourselves and let no machine sort them.",
    "Names and pictures are covered before we read what you send.",
    "Tell us of one thing you made better, and of one that you would do otherwise today.",
    "There is no puzzle and no test at home; we look at your work together.",
    "Whoever asks a question about {project} in the letter has read this far.",
    "The first talk takes {count} minutes and is with the person who leads the group.",
    "We decide within two weeks, and tell those whom we turn down why.",
    "If you meet half of this and want the rest, write to us.",
    "Pay is settled before the last talk, so that nobody travels for nothing.",
    "We hold the position open until we have found the right person for {project}.",
    "Please name the day on which you could begin, and the hours that suit you.",
    "{employer} is an equal opportunity employer and means it.",
    "If you need a quiet room, a ramp or an interpreter for the talk, say so and it is there.",
];

/// Every list of sentences and lines.
#[cfg(test)]
pub const ALL: [&[&str]; 14] = [
    &WHO,
    &WHY,
    &DUTIES,
    &YEARS,
    &NO_YEARS,
    &AWARENESS,
    &WORKING,
    &PRACTITIONER,
    &EXPERT,
    &HELPFUL,
    &PERSON,
    &OFFERS,
    &HIRE,
    &WHO_HEADINGS,
];
