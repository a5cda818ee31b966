//! The words about lists of cases and their filters.

use clap::{Args, Subcommand, ValueEnum};

#[derive(Args)]
pub struct ListCases {
    /// Only cases in which these words stand
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub query: String,
    /// Only cases with a record of this kind whose field has this value, or one of several with commas between
    /// ("…" around one that has a comma in it); may be repeated
    #[arg(long = "where", value_name = "KIND.FIELD=VALUE")]
    pub filters: Vec<String>,
    /// Only what is kept under this name
    #[arg(long, value_name = "NAME")]
    pub filter: Option<String>,
    /// In which order
    #[arg(long, value_enum, value_name = "KEY")]
    pub sort: Option<SortKey>,
    /// Skip this many
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: u32,
    /// Show at most this many
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: u32,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum SortKey {
    /// The newest change first
    Recent,
    /// By code
    Code,
    /// By title, in the alphabet of --language
    Title,
    /// Opened last first
    Opened,
    /// By monitoring status
    Status,
    /// The most urgent first
    Priority,
    /// The greatest danger first
    Risk,
}

#[derive(Clone, Copy, Subcommand)]
pub enum NamesCommand {
    /// Show codes only
    Hide,
    /// Show names again
    Show,
}

#[derive(Subcommand)]
pub enum FiltersCommand {
    /// The fields that have a value somewhere
    Fields,
    /// The values of a field, with how many cases have each
    Values {
        /// Kind and field with a point between, such as `act.act_type`
        field: String,
    },
    /// The filters kept under a name
    List,
    /// Keep filters and an order under a name
    Save {
        /// The name
        name: String,
        /// As in `case list`
        #[arg(long = "where", value_name = "KIND.FIELD=VALUE", required = true)]
        filters: Vec<String>,
        /// In which order
        #[arg(long, value_enum, value_name = "KEY", default_value = "recent")]
        sort: SortKey,
    },
    /// Take a kept filter away; no case is touched
    Remove {
        /// The name
        name: String,
    },
}
