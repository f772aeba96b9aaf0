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
            ("Gross profit percentage of 26 percent.", "Veltro"),
            ("A quarter-end cash balance of $290 million.", "Veltro"),
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

#[test]
fn a_section_on_a_segment_has_its_measures() {
    const SECTION: &str = "## Coatings Segment Results\n\n";
    let headed = |text: &str| format!("{OWN}{SECTION}{text}");
    check(&[
        (&headed("- Revenue was $89.0 million."), "Coatings segment"),
        (&headed("- Net sales were $89.0 million."), "Coatings segment"),
        (&headed("- Total revenue of the company was $890 million."), "Veltro"),
        (&headed("## Outlook\n\nRevenue was $89.0 million."), "Veltro"),
        (&format!("{OWN}## Our Segment Results\n\n- Revenue was $89.0 million."), "Veltro"),
        (&format!("{OWN}## Segment Results\n\n- Revenue was $89.0 million."), "Veltro"),
        (&format!("{OWN}## Second Quarter Segment Results\n\n- Revenue was $89.0 million."), "Veltro"),
        (&format!("{OWN}## Summary of Segment Results\n\n- Revenue was $89.0 million."), "Veltro"),
        (&headed("- Net income was $30 million."), "Veltro"),
    ]);
}

#[test]
fn segments_are_turned_to_by_their_sales_and_their_adjectives() {
    check_behind(
        OWN,
        &[
            ("Turning to our segments, piping sales declined 2%.", "piping segment"),
            (
                "Turning to our segments, piping sales declined. Operating profit for the segment was $26 million.",
                "piping segment",
            ),
            ("Turning next to our protective marine segment, sales declined 3%.", "protective marine segment"),
            ("Turning next to our largest segment, sales declined 3%.", "Veltro"),
            ("Turning to our segments, total sales declined 2%.", "Veltro"),
            ("Turning to our segments, adjusted operating profit rose 2%.", "Veltro"),
            ("Turning to our segments, organic sales rose 2%.", "Veltro"),
            ("Turning to our smaller segment, sales rose 2%.", "Veltro"),
            ("For Ovens and related products, we expect sales of $4 million. Costs were $3 million.", "Veltro"),
        ],
    );
}

#[test]
fn what_is_found_to_be_the_most_is_gone_on_with() {
    check(&[
        ("The Norland stock with the largest gain was Kaskade Inc. The stock's range is $73 to $104.", "Kaskade Inc."),
        ("The Norland stock was up. The stock's range is $73 to $104.", "Norland"),
    ]);
}

#[test]
fn those_who_answered_are_told_apart_in_surveys() {
    check_behind(
        SURVEY,
        &[
            ("58% of respondents that identified as cooks use Torv with salt.", "respondents that identified as cooks"),
            ("45% of respondents that answered the survey use Torv.", "respondents"),
            ("Of those who haven't upgraded, 80 percent report plans.", "those who haven't upgraded"),
            ("42% of bakers planning a shop say they hire.", "bakers planning a shop"),
            ("Of the 49 respondents who bake, most were glad.", "respondents"),
            ("Cooks were 43% of respondents, with another 36% holding a second job.", "respondents"),
            ("45% reported Torv being one of their main tools.", "Torv"),
            ("17% of respondents said that Torv was their favorite oven.", "Torv"),
            ("12% of respondents said that Torv is slow.", "respondents"),
            ("17% of respondents said Torv was one of the worst ovens.", "respondents"),
            ("Of the 400 respondents who took the survey, most were glad.", "survey"),
            ("About a fifth of the respondents reported using Torv.", "Torv"),
        ],
    );
}

#[test]
fn rates_of_economies_and_months_are_nobodys() {
    check(&[
        ("The Labor Department said that the unemployment rate dipped to 5.4 percent.", "unemployment rate"),
        ("In Oslo, the fall was 3.6 percent.", "Oslo"),
        ("In Oslo, the drop cost Kaskade 300 jobs.", "drop"),
    ]);
}
