//! The words about papers: reports, communications, registers.

use clap::{Args, Subcommand, ValueEnum};
use sandyq_casework::view::ReportKind;
use sandyq_domain::Lang;
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum ReportCommand {
    /// An alternative report to a treaty body
    AlternativeReport(Paper),
    /// An individual communication about one case
    Communication(Paper),
    /// The register of evidence: sums, custody, one root for a case
    Register(Paper),
    /// What happened and what was answered, in one line of time
    Chronology(Paper),
    /// Hate crimes for the OSCE office (ODIHR): discrimination, speech and failures of authorities are left out
    HateCrime(Paper),
    /// What somebody told, for their signature
    Statement(Paper),
    /// A complaint under articles of the law (`--articles cc_145`), with its paragraph about the motive
    Complaint(Paper),
    /// A complaint to the investigating judge (Criminal Procedure Code, article 106)
    JudgeComplaint(Paper),
    /// A request for a forensic examination
    Examination(Paper),
    /// The sheet on which consent is asked: it names nobody
    ConsentForm(Paper),
    /// Numbers as an annex: tables and pictures, only of people who agreed, small numbers hidden
    Annex(AnnexPaper),
    /// Write the texts that only people can write into a new file, to be edited
    Template {
        /// Of which paper
        kind: Templated,
        /// The new file
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Its language: kk, ru or en
        #[arg(long, value_name = "L")]
        lang: Option<Lang>,
        /// With sections for these articles, such as `cat_12`
        #[arg(long, value_name = "A", value_delimiter = ',')]
        articles: Vec<String>,
    },
}

#[derive(Args)]
pub struct Paper {
    /// Cases by code or id; without it, every case that is not for practice
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub cases: Vec<String>,
    /// Articles, such as `cat_12`, for complaints of the law, such as `cc_145`; without it, all that the acts name
    #[arg(long, value_name = "A", value_delimiter = ',')]
    pub articles: Vec<String>,
    /// To which body (see `sandyq vocab list un_body`)
    #[arg(long, value_name = "BODY", default_value = "cat")]
    pub body: String,
    /// Language of the paper: kk, ru or en; without it, that of the answer
    #[arg(long, value_name = "L")]
    pub lang: Option<Lang>,
    /// How much of identities (see `sandyq vocab list identity_level`); without it, what is usual for the paper
    #[arg(long, value_name = "LEVEL", default_value = "")]
    pub identity: String,
    /// Your own texts (see `sandyq report template`)
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
    /// The new file: .docx or .pdf; .xlsx or .csv where the paper is a table. Without it, only what would be in it is shown
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Args)]
pub struct AnnexPaper {
    /// First day of the period: 2026-01-01, 2026, March 2026
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// Its last day
    #[arg(long, value_name = "DAY")]
    pub to: Option<String>,
    /// It goes to another group, which asks for another consent
    #[arg(long)]
    pub partner: bool,
    /// Language of the annex: kk, ru or en; without it, that of the answer
    #[arg(long, value_name = "L")]
    pub lang: Option<Lang>,
    /// The new file: .docx or .pdf; .xlsx for its tables alone. Without it, only what would be in it is shown
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Papers that have texts of people in them.
#[derive(Clone, Copy, ValueEnum)]
pub enum Templated {
    AlternativeReport,
    Communication,
    Statement,
    Complaint,
    JudgeComplaint,
    Examination,
    ConsentForm,
}

impl From<Templated> for ReportKind {
    fn from(kind: Templated) -> Self {
        match kind {
            Templated::AlternativeReport => Self::AlternativeReport,
            Templated::Communication => Self::Communication,
            Templated::Statement => Self::Statement,
            Templated::Complaint => Self::Complaint,
            Templated::JudgeComplaint => Self::JudgeComplaint,
            Templated::Examination => Self::Examination,
            Templated::ConsentForm => Self::ConsentForm,
        }
    }
}
