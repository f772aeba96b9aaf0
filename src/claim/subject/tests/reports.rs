//! Figures of reports, rounds of news and surveys that another than the document's topic has.

use super::{OWN, SURVEY, check, check_behind};

#[test]
fn a_part_of_the_whole_is_told_of_what_makes_it_up() {
    check_behind(
        SURVEY,
        &[
            ("Torv now makes up 16% of respondents.", "Torv"),
            ("The use of Torv rose, putting it at 31% of respondents.", "Torv"),
            ("Small shops saw ovens over 3 kW making up almost 18% of all answers.", "ovens over 3 kW"),
            ("Torv now represents 51% of respondents, up from last year's 48%.", "Torv"),
            // Whoever does something with them is told of as before.
            ("16% of respondents make up their own bread.", "respondents"),
        ],
    );
}

#[test]
fn measures_are_of_the_part_that_they_were_earned_in() {
    check_behind(
        OWN,
        &[
            ("Revenues from our Norland segment were $103 million.", "Norland segment"),
            ("Revenues from our Norland segment were $103 million, compared to revenues of $84 million.", "Norland segment"),
            ("Adjusted EBITDA in Canada was $25 million.", "Canada"),
            ("Moving to EMEA, sales grew 4%.", "EMEA"),
            ("I'll begin with a review of the coatings segment. Sales decreased 12%.", "coatings segment"),
            // Money that comes from elsewhere is not earned there.
            ("Cash from operations was $103 million.", "Veltro"),
            ("Adjusted EBITDA in May was $25 million.", "Veltro"),
            ("Average diluted shares outstanding declined nearly 2%.", "Veltro"),
            ("GAAP operating margins were 23.1%.", "Veltro"),
        ],
    );
}

#[test]
fn a_round_of_news_turns_to_whom_it_introduces() {
    const ROUND: &str = "Profits at Kaskade Group fell.\n\nKaskade announced plans to cut jobs after its profits fell by 23 per cent.\n\n\
        Oven maker Veltrax tumbled. It lost a client.\n\n";
    check_behind(
        ROUND,
        &[
            (
                "Hostel company Belstay did well. It opened two houses.\n\nThe Oslo-based company said its sales rose 9 per cent.",
                "Belstay",
            ),
            ("Hostel company Belstay did well. It opened two houses.\n\nShares climbed 3.8 per cent.", "Belstay"),
            // Who is named only on the way takes nothing over.
            ("Belstay did well. It opened two houses.\n\nShares climbed 3.8 per cent.", "Kaskade"),
            ("Hostel company Belstay did well. Kaskade did not.\n\nShares climbed 3.8 per cent.", "Kaskade"),
        ],
    );
}

#[test]
fn one_firm_on_the_way_takes_nothing_over() {
    const ASIDE: &str = "Kaskade Inc. opened 12 shops.\n\nKaskade sells pumps to restaurants.\n\n";
    check_behind(
        ASIDE,
        &[
            ("Analyst firm Gartz sees a boom. Gartz expects demand to grow 12%.\n\nRevenue rose 4% to $30 million.", "Kaskade"),
            ("The investor Northgate led the round.\n\nThe company raised $40 million.", "Kaskade"),
        ],
    );
}

#[test]
fn indices_of_shares_are_themselves_told_of() {
    check(&[
        (
            "Boralt's broadest index of Asia-Pacific shares outside Japan was up 0.1%.",
            "Boralt's broadest index of Asia-Pacific shares outside Japan",
        ),
        ("Australia's S&P/ASX 200 edged up 0.31%.", "S&P/ASX 200"),
        ("Norway's Gini index was 0.2 points higher.", "Norway"),
    ]);
}

#[test]
fn headings_of_parts_of_an_article_are_no_subjects() {
    const OPENING: &str = "# Less heat\n\nOur ovens were hit with traffic, so we decided to dig in.\n\n";
    check_behind(
        OPENING,
        &[
            ("## Analysis\n\nWe started by writing a few scripts. The remaining 1.4 ms includes decoding parameters.", ""),
            ("## Kaskade\n\nWe started by writing a few scripts. The remaining 1.4 ms includes decoding parameters.", "Kaskade"),
        ],
    );
}
