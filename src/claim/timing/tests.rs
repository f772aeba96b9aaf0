//! The time of the figures of a sentence, by the date that belongs to each.

use super::super::reading::Reading;
use super::super::syntax::Class;
use super::of_figure;
use crate::mention::date::Setting;
use crate::mention::name::Evidence;

/// "figure time" of each figure of `text`, written on 15 April 2026; "-" where none is told.
fn timed(text: &str) -> String {
    let reading = Reading::of_prose(text, &Evidence::new());
    let setting = Setting::of_date(Some("2026-04-15"));
    let sentence = reading.sentence(reading.sentences[0]);
    let figures = sentence.tokens.iter().enumerate().filter_map(|(at, token)| match token.class {
        Class::Quantity(index) => Some((at, &reading.quantities[index as usize])),
        _ => None,
    });
    let shown = figures.map(|(at, figure)| {
        let time = of_figure(&reading, &sentence, at, &setting).unwrap_or_else(|| "-".to_owned());
        format!("{} {time}", reading.words(figure.span))
    });
    shown.collect::<Vec<_>>().join("; ")
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| timed(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  expected {expected}\n  found    {}", timed(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_compared_with_has_its_own_time() {
    check(&[
        ("Churn is 36%, down from 38% in 2019.", "36% -; 38% 2019"),
        (
            "The loss rose to $4 million in 2024, compared to a net loss of $3 million in 2023.",
            "$4 million 2024; $3 million 2023",
        ),
        (
            "Third-quarter 2023 profit was $5 million, compared with third-quarter 2022 profit of $3 million.",
            "$5 million 2023-Q3; $3 million 2022-Q3",
        ),
        ("Profit was $7 million, higher than both the quarter before and the same period last year.", "$7 million -"),
        ("The ferry carried 11 million people last year, against 5 million in 2019.", "11 million 2025; 5 million 2019"),
        ("Debt fell to $31 million from $52 million at the end of March.", "$31 million -; $52 million 2026-03"),
        ("The share was 27 percent, after 24 percent a year earlier.", "27 percent -; 24 percent -"),
        ("They paid three times the $140 million that it was worth in May 2023.", "three times -; $140 million 2023-05"),
        ("Use is up 300% from our first poll in 2016.", "300% 2016"),
        ("Use is 92%, up 300% from our first poll in 2016.", "92% -; 300% 2016"),
        ("We raised $11 million from Polaris in November.", "$11 million 2025-11"),
        ("Orders rose from 40 in 2023 to 60 in 2024.", "40 2023; 60 2024"),
        ("We sold 40 cars in 2024.", "40 2024"),
        ("Sales from 40 shops in 2024 fell.", "40 2024"),
        ("We beat last quarter's revenue by 9%.", "9% -"),
        ("Last year's harvest was 40 tons.", "40 tons 2025"),
    ]);
}

#[test]
fn the_level_before_and_what_is_only_named_have_no_time_of_the_deed() {
    check(&[
        (
            "Profit rose to $9 million, or $2 per share, in 2025, from $8 million, or $1 per share.",
            "$9 million 2025; $2 per share 2025; $8 million -; $1 per share -",
        ),
        ("Profit rose to $9 million in 2025, from $8 million a year earlier.", "$9 million 2025; $8 million 2024"),
        ("In 2025 the share rose from 20% to 30%.", "20% 2025; 30% 2025"),
        ("The fund holds $90 million, with good returns since its 2021 launch.", "$90 million -"),
        ("It raised $60 million, in line with its 2021 counterpart.", "$60 million -"),
        ("It took us a year to earn $400 a month since we opened in May 2019.", "$400 a month -"),
        ("Twenty firms warned, the highest number since at least 2006.", "Twenty -"),
        ("Two ferries were delivered in August, and 3 will follow in December.", "Two 2025-08; 3 2026-12"),
    ]);
}

#[test]
fn a_quarter_that_is_told_as_over_has_ended() {
    check(&[
        ("In the second quarter, revenue was $4 million.", "$4 million 2025-Q2"),
        ("In the first quarter, revenue was $4 million.", "$4 million 2026-Q1"),
        ("In the second quarter, we expect revenue of $4 million.", "$4 million 2026-Q2"),
    ]);
}

/// "figure time" of each figure of a whole document.
fn told_in(article: &str) -> String {
    let source = crate::source::Source::from_bytes("post.md", article.as_bytes(), None).expect("a text");
    let claims = crate::claim::extract(&crate::document::read(&source), "post.md");
    let shown = claims.iter().filter_map(|claim| {
        let figure = claim.quantity.as_ref()?.span.slice(article)?;
        Some(format!("{figure} {}", claim.time.as_deref().unwrap_or("-")))
    });
    shown.collect::<Vec<_>>().join("; ")
}

#[test]
fn the_results_of_a_quarter_are_of_that_quarter() {
    let release =
        "# Norvik grows again\n\nOSLO -- Norvik Corp (NASDAQ: NORV) today reported results for its second quarter of 2024.\n\n";
    for (text, expected) in [
        ("Margin was 40%, up 3 points over prior year.", "40% 2024-Q2; 3 points 2024-Q2"),
        ("Our fleet spans 38 states.", "38 2024-Q2"),
        ("Net debt was $96 million (31 December 2023: $118 million).", "$96 million 2024-Q2; $118 million 2023-12-31"),
        ("Churn was 4%, against 5%.", "4% 2024-Q2; 5% -"),
        ("Churn was 4%, compared with 5% a year ago.", "4% 2024-Q2; 5% 2023-Q2"),
        ("We are moving 200 boats.", "200 -"),
        ("We expect sales of $9 million.", "$9 million -"),
        ("Since 2019 we have sold 61 boats.", "61 2019"),
        ("## Outlook\n\nThe order book is 40 boats.", "40 -"),
    ] {
        assert_eq!(told_in(&format!("{release}{text}\n")), expected, "{text}");
    }
    assert_eq!(told_in("# Why boats leak\n\nNorvik reported results. Margin was 40%.\n"), "40% -");
}

#[test]
fn the_answers_of_a_survey_are_of_its_year() {
    let survey = "---\ntitle: Boats 2025 Survey Results\ndate: 2026-02-18\n---\n\nRespondents were asked as last year.\n\n";
    for (text, expected) in [
        ("64% of respondents row.", "64% 2025"),
        ("Respondents are happier (9:1 → 11:1).", "9:1 2024; 11:1 2025"),
        ("59% want to give more, up from 55% last year.", "59% 2025; 55% 2024"),
        ("Last year 40% rowed. Now 50% of respondents row.", "40% 2024; 50% 2025"),
        ("“We sold 40 boats,” one of them said.", "40 -"),
    ] {
        assert_eq!(told_in(&format!("{survey}{text}\n")), expected, "{text}");
    }
}

#[test]
fn what_is_announced_as_raised_was_raised_then() {
    let post = "---\ntitle: Announcing our Series B\ndate: 2021-07-13\n---\n\n";
    assert_eq!(told_in(&format!("{post}We've closed a $9 million funding round.\n")), "$9 million 2021-07-13");
    assert_eq!(told_in(&format!("{post}Boats cost $9 million.\n")), "$9 million -");
}

#[test]
fn news_of_a_quarter_tells_figures_of_that_quarter() {
    let news = "---\ntitle: Fewer boats\ndate: 2016-07-17\n---\n\nSales of boats fell in the second quarter, a report said.\n\nBuyers spent $9 million on boats in the second quarter.\n\n";
    for (text, expected) in [
        ("Sales of rafts fell 25 percent to 600 rafts.", "$9 million 2016-Q2; 25 percent 2016-Q2; 600 2016-Q2"),
        ("There are 40 harbours.", "$9 million 2016-Q2; 40 -"),
        ("The biggest deal of the quarter was one for $4 million.", "$9 million 2016-Q2; $4 million 2016-Q2"),
    ] {
        assert_eq!(told_in(&format!("{news}{text}\n")), expected, "{text}");
    }
}

#[test]
fn the_time_of_the_sentence_before_is_taken_up() {
    for (text, expected) in [
        (
            "It counted 30 stops between September 2024 and November 2025. It drove 400 miles in that time.",
            "30 2024-09/2025-11; 400 miles 2024-09/2025-11",
        ),
        ("Revenue was $21 million in 2024. Analysts had expected $20 million.", "$21 million 2024; $20 million 2024"),
    ] {
        assert_eq!(told_in(&format!("# Boats\n\n{text}\n")), expected, "{text}");
    }
}

#[test]
fn what_brackets_tell_is_apart() {
    check(&[
        ("Revenue was $61 million (2010: $43 million).", "$61 million -; $43 million 2010"),
        ("Nearly half of them (47%, 2024: 39%) are late.", "Nearly half -; 47% -; 39% 2024"),
        ("Women make up 9% of the sample (2024: 7%).", "9% -; 7% 2024"),
        ("On the dump (French, May 2025, 7 million rows), it takes 12 GB.", "7 million 2025-05; 12 GB -"),
        ("It grew from 45,000 (May 2023) to 87,000 (March 2026).", "45,000 2023-05; 87,000 2026-03"),
        ("It has 45,000 users (as of May 2023).", "45,000 2023-05"),
        ("In 2024: 39% of boats and 12% of cars.", "39% 2024; 12% 2024"),
    ]);
}

#[test]
fn beginnings_are_not_the_time_of_what_there_is() {
    check(&[
        ("Founded in 1998, Norvik has sold 61,000 robots.", "61,000 -"),
        ("Norvik, founded in 1998, has 400 employees.", "400 -"),
        ("Founded in 1998 with 40 people, Norvik grew.", "40 1998"),
        ("In cars, where Kettner rewrote its software last year, the share is 21%.", "21% -"),
        ("In 1998, Norvik had 40 employees.", "40 1998"),
        ("Last autumn Billeto switched and now spends $4,100 a month.", "$4,100 a month -"),
        ("On September 30 we bought Loomwork, a Toronto company with 60 employees.", "60 -"),
        ("In 2024 it made $3 million, an increase of 5%.", "$3 million 2024; 5% 2024"),
        ("The price has risen by 5% since 2020, to $390.", "5% 2020; $390 -"),
    ]);
}

#[test]
fn times_without_a_year_lie_ahead_where_the_sentence_does() {
    check(&[
        ("The second part, $35, will be paid on 9 October.", "$35 2026-10-09"),
        ("The first part, $35, was paid on 9 October.", "$35 2025-10-09"),
        ("By the end of February, video made up 51% of traffic.", "51% 2026-02"),
        ("By the end of June, it should take 30% less.", "30% 2026-06"),
        ("It wants to have 40 shops by September.", "40 2026-09"),
        ("A rewrite is on the roadmap for the third quarter and should save 70%.", "70% 2026-Q3"),
    ]);
}

/// The time that the first sentence of `text` sets for those after it.
fn framed(text: &str) -> Option<String> {
    let reading = Reading::of_prose(text, &Evidence::new());
    super::frame(&reading, &reading.sentence(reading.sentences[0]), &Setting::of_date(Some("2026-04-15")), false)
}

#[test]
fn a_sentence_may_set_the_time_of_those_after_it() {
    for (text, time) in [
        ("In early 2025, sales slowed.", Some("2025")),
        ("Oslo, 24 October 2019. Norvik published its report.", None),
        ("Norvik today published its report.", None),
        ("Since its 2011 founding, the union has grown.", None),
        ("For the third quarter, the firm expects 40 orders.", Some("2026-Q3")),
        ("Norvik achieved record results in 2024.", Some("2024")),
        ("Norvik moved to Oslo in 2024.", None),
        ("Norvik's results of 2024 were poor, those of 2025 good.", None),
        ("The results were better than in 2024.", None),
    ] {
        assert_eq!(framed(text).as_deref(), time, "{text}");
    }
}

#[test]
fn what_is_possessed_recalled_or_a_record_has_its_own_time() {
    check(&[
        ("This year's 4% is a tick up from last year's 3%.", "4% 2026; 3% 2025"),
        ("Just as we saw last year, 60% of boats leak.", "60% -"),
        ("Oil is below $59 a barrel for the first time since May 2009.", "below $59 a barrel -"),
        ("The club grew to 42% (up from 30% from last year).", "42% -; 30% 2025"),
        ("The share has risen by 9% since 2019.", "9% 2019"),
    ]);
}

/// The time that the line `text` sets for what follows it.
fn staged(text: &str) -> Option<String> {
    super::stage(&Reading::of_prose(text, &Evidence::new()), &Setting::of_date(Some("2026-04-15")))
}

#[test]
fn a_line_that_only_tells_a_period_sets_it_for_what_follows() {
    for (text, time) in [
        ("Which brings us to 2015.", Some("2015")),
        ("Q3 2024", Some("2024-Q3")),
        ("Second Quarter 2024 Highlights", Some("2024-Q2")),
        ("Acme Corp. in 2015", None),
        ("We sold 40 cars in 2015.", None),
        ("Since 2015", None),
        ("In 2015 and in 2016.", None),
        ("The year 2015 was a hard one for us all.", None),
    ] {
        assert_eq!(staged(text).as_deref(), time, "{text}");
    }
}

#[test]
fn comparisons_in_results_are_of_the_year_before() {
    let release =
        "# Norvik grows again\n\nOSLO -- Norvik Corp (NASDAQ: NORV) today reported results for its second quarter of 2024.\n\n";
    for (text, expected) in [
        (
            "Sales were $94 million, compared to $46 million for the same period in 2023. Costs were $38 million, against $33 million in the prior-year quarter.",
            "$94 million 2024-Q2; $46 million 2023-Q2; $38 million 2024-Q2; $33 million 2023-Q2",
        ),
        ("Profit was $8 million, compared with a net loss of $26 million.", "$8 million 2024-Q2; $26 million -"),
        ("Order bookings amounted to SEK 17,556m (15,501).", "SEK 17,556m 2024-Q2; 15,501 2023-Q2"),
    ] {
        assert_eq!(told_in(&format!("{release}{text}\n")), expected, "{text}");
    }
    let call = "Welcome to the Norvik Foods Fiscal 2024 Third Quarter Earnings Call. We thank you.\n\nOur margin was 31%. Our team is small. We like it.\n";
    assert_eq!(told_in(call), "31% 2024-Q3");
}

#[test]
fn what_is_so_now_is_of_no_time_told_before() {
    assert_eq!(
        told_in("Five years ago, in 2019, it had 14 ovens. Some 290 now stand there.\n").split("; ").last(),
        Some("Some 290 -")
    );
    assert_eq!(timed("We sold twice the number; that is double last year's."), "twice -; double -");
}

#[test]
fn the_day_of_the_words_is_not_when_what_they_tell_of_is_so() {
    let told = |text: &str| told_in(&format!("---\ndate: 2026-11-25\n---\n\n{text}\n"));
    assert_eq!(told("The council said on Thursday that it expects 40,000 visitors."), "40,000 -");
    assert_eq!(told("Sales rose 9%, the retailer said on Friday."), "9% -");
    assert_eq!(told("The council opened 40 clinics on Thursday."), "40 2026-11-19");
}

#[test]
fn what_a_clause_behind_a_date_tells_was_then() {
    check(&[
        ("Relative to 2019, when it sold 40 cars, Acme sold 50 in 2020.", "40 2019; 50 2020"),
        ("Sales rose from 2019, when they were $3 million, to $5 million in 2020.", "$3 million 2019; $5 million 2020"),
        ("Acme began in 1990, when Norland had 4 million people and now has 5 million.", "4 million 1990; 5 million -"),
    ]);
}

#[test]
fn the_date_behind_a_comparison_is_that_of_all_that_is_compared() {
    check(&[
        (
            "Sales were $5 million, or 21%, in 2009 compared with $3 million, or 19%, in 2008.",
            "$5 million 2009; 21% 2009; $3 million 2008; 19% 2008",
        ),
        (
            "Income was $6 million and profit $7 million in 2026, up from a loss of $3 million and a net loss of $4 million in 2025.",
            "$6 million 2026; $7 million 2026; $3 million 2025; $4 million 2025",
        ),
        (
            "In 2023 Acme lost $3 million; profit was $5 million, compared with $4 million expected by all, in 2024.",
            "$3 million 2023; $5 million 2024; $4 million 2024",
        ),
    ]);
}
