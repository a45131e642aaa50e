//! Words of titles by what they do: name a job, name a rank in it, or lead over to what it is for.

/// What a word does in a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// It qualifies: a field, a tool, a place.
    #[default]
    Other,
    /// It names the one who does the job: after it another job begins.
    Role,
    /// It ranks a job that is named beside it, or stands for one alone: "manager", "intern".
    Rank,
    /// It ranks a job named after it: "senior", "staff".
    Grade,
    /// It leads over to what the job is for or where it is: "of", "to".
    Preposition,
    /// It does so in another language, in which a word before it may mean something else: "Chef de projet".
    Foreign,
}

/// Nouns that name whoever does a job, in the spelling of [`super::terms::spelling`].
const ROLES: &str = "
    accountant actor actuary adjudicator adjuster administrator advisor advocate agent agronomist aide analyst
    anesthesiologist anesthetist animator appraiser arborist archaeologist architect archivist artist assembler assessor
    assistant associate astronomer athlete attendant attorney audiologist auditor author baker banker barber barista
    bartender biller biologist biostatistician boilermaker bookkeeper brewer bricklayer broker builder busser butcher
    buyer captain cardiologist caregiver carpenter carrier cartographer caseworker cashier caterer checker chemist
    chiropractor choreographer clerk cleaner clinician coach coder collector columnist commander commissioner companion
    compositor concierge conductor conservator constable consultant contractor controller cook coordinator copywriter
    coroner correspondent cosmetologist counsel counselor courier craftsman creator crew critic curator custodian cutter
    dancer dealer dentist deputy dermatologist designer detailer detective developer dietitian dispatcher distributor
    diver doctor doula drafter driller driver economist editor educator electrician engraver epidemiologist erector
    estimator evangelist examiner executive expert fabricator facilitator farmer fellow finisher firefighter fisher
    fitter florist forester framer fundraiser gardener gasfitter generalist geneticist geographer geologist geophysicist
    glazier grader grinder groomer guard guide hairdresser handler handyman historian host hostess housekeeper hunter
    hydrologist hygienist illustrator immunologist innkeeper inspector installer instructor insulator interpreter
    interventionist interviewer investigator ironworker janitor jeweler jockey journalist judge keeper keyholder laborer
    landscaper launderer lawyer lecturer liaison librarian lieutenant lifeguard lineman loader lobbyist locksmith
    logistician machinist maid mason mathematician mechanic mediator member merchandiser messenger meteorologist midwife
    miller millwright miner minister mixer model modeler molder monitor mover musician nanny navigator negotiator
    neurologist notary nurse nutritionist officer operator optician optometrist organizer orderly originator owner packer
    painter paraeducator paralegal paramedic paraprofessional partner pastor pathologist pediatrician pharmacist
    phlebotomist photographer physician physicist physiologist physiotherapist picker pilot pipefitter planner plasterer
    player plumber podiatrist poet porter practitioner preparer presenter president presser priest printer prober
    processor producer professional professor programmer promoter proofreader prosecutor provider psychiatrist
    psychologist psychotherapist publicist publisher radiologist ranger reader realtor receptionist recruiter referee
    registrar repairer reporter representative researcher reviewer rigger roofer runner sailor salesperson sanitarian
    scaffolder scheduler scholar scientist scout scrummaster secretary seller sergeant server setter sewer sheriff
    shopper singer sociologist solderer solicitor sonographer sorter sourcer specialist splicer sprayer statistician
    steamfitter stenographer steward stocker storekeeper strategist student stylist surgeon surveyor sweeper tailor
    tattooist taxidermist teacher technician technologist telemarketer teller tender tester therapist tiler trader
    trainer translator trimmer trooper trucker tutor typist underwriter upholsterer usher vendor verifier veterinarian
    vet waiter waitress warden washer watchmaker weaver welder wireman woodworker worker writer yardmaster zoologist
    cna crna lpn lvn emt rn ae sdr bdr csm swe sde sre dba cto ceo cfo coo cmo cio ciso
    captain doorman dishwasher hairstylist esthetician masseuse caretaker nightwatch opener greeter ambassador
    associateprofessor webmaster copyeditor videographer cinematographer grip gaffer rider spotter captioner
    transcriptionist engineer marketer maker salesman resident radiographer fireman marshal joiner ecologist microbiologist
    toxicologist linguist medic paraplanner metallurgist hospitalist np pa responder transporter performer evaluator
    integrator expeditor forwarder cadet recruit shipper calibrator troubleshooter compounder booker colorist flagger
    instructor handyperson repairman maintainer blender coater hauler decorator man woman person hand feeder demonstrator
    physio chairperson chair treasurer official analyst curatorial trustee secretary interventionalist crewmember
    annotator labeler moderator adjunct dean provost superintendentschool sme chef
    casemanager plcprogrammer cncprogrammer hygenist neurosurgeon oncologist midwive psychometrist sitter";

/// Ranks that may follow the name of a job without making it another.
const RANKS: &str = "
    apprentice chief coop director foreman graduate head helper intern internship journeyman junior lead leader manager
    principal superintendent supervisor trainee vp svp evp placement praktikum stage werkstudent senior president
    apprenticeship traineeship extern externship";

/// Words of rank before the name of a job, and others that narrow no field.
const GRADES: &str = "
    senior junior staff principal lead associate assistant deputy executive chief entry level mid intermediate
    experienced advanced expert general global regional national international international local area district
    corporate group founding interim acting temporary contract permanent part full time remote hybrid onsite freelance
    seasonal casual per diem prn travel new grad graduate student summer fall winter spring i ii iii iv v vi 1 2 3 4 5
    apac emea latam dach anz uki mea sea nordic benelux us usa uk eu europe asia pacific africa america north
    south east west northeast northwest southeast southwest midwest canada japan india china korea germany france
    spain italy brazil mexico australia singapore international
    supervisory certified licensed registered bilingual onsite overnight night day evening weekend shift
    first second head distinguished fellow master managing joint co";

/// Words that lead over to what a job is for.
const PREPOSITIONS: &str =
    "of to for at in with within on by from into under across supporting covering reporting via";

/// The same in languages that are often met.
const FOREIGN: &str = "de du des der fur im del da do em en para bei pour au zur";

/// The words of a kind.
pub fn of(part: Part) -> impl Iterator<Item = &'static str> {
    match part {
        Part::Role => ROLES,
        Part::Rank => RANKS,
        Part::Grade => GRADES,
        Part::Preposition => PREPOSITIONS,
        Part::Foreign => FOREIGN,
        Part::Other => "",
    }
    .split_whitespace()
}
