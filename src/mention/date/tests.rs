//! Dates in sentences of technical, financial, survey and newspaper prose.

use proptest::prelude::*;

use super::{Relation, Setting, basis_scan, dateline, scan};

/// A Wednesday.
const WRITTEN: &str = "2026-04-15";

/// Each mention as "words=value", with the relation where it is not plain.
fn found(text: &str) -> String {
    let shown = scan(text).into_iter().map(|mention| {
        let words = mention.span.slice(text).expect("a mention slices its text");
        let value = mention.resolve(Some(WRITTEN)).unwrap_or_else(|| "?".to_owned());
        match mention.relation {
            Relation::Plain => format!("{words}={value}"),
            relation => format!("{relation:?} {words}={value}"),
        }
    });
    shown.collect::<Vec<_>>().join("; ")
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| found(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  expected {expected}\n  found    {}", found(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn years() {
    check(&[
        ("The plant opened in 2025.", "2025=2025"),
        ("Throughput doubled in 2026 testing.", "2026=2026"),
        ("The 2026 report lists nine vendors.", "2026=2026"),
        ("Since 2019 the fund has returned 8%.", "Since 2019=2019"),
        ("A $1.3 trillion market by 2030", "By 2030=2030"),
        ("The lease runs through 2031.", "Until 2031=2031"),
        ("Prior to 2020 nobody asked.", "Before 2020=2020"),
        ("The pre-2020 baseline and the post-2022 rebound", "Before 2020=2020; After 2022=2022"),
        ("Sales peaked in mid-2023 and fell in late 2025.", "mid-2023=2023; late 2025=2025"),
        ("Early in 2024, the bank closed.", "Early in 2024=2024"),
        ("By the end of 2021 it had 40 shops.", "By end of 2021=2021"),
        ("At the start of 2024, rates stood at 5%.", "start of 2024=2024"),
        ("PyCon 2026 drew 2,500 people.", "2026=2026"),
        ("2024's harvest was poor.", "2024=2024"),
        ("Revenue (2025): $4m", "2025=2025"),
        ("2025", "2025=2025"),
        ("The company, founded in 1984, employs 1984 people.", "1984=1984"),
        ("In 2025 users spent more.", "2025=2025"),
        ("2026 earnings beat 2025 earnings.", "2026=2026; 2025=2025"),
        ("Year-end 2025 headcount was 310.", "Year-end 2025=2025"),
        ("Starting in 2027, cars need it.", "Since 2027=2027"),
        ("As of 2025, it had 12 members.", "2025=2025"),
        ("The calendar year 2024 was weak.", "calendar year 2024=2024"),
        ("Summer of 2023 was hot; winter 2024 was not.", "Summer of 2023=2023; winter 2024=2024"),
    ]);
}

#[test]
fn numbers_that_are_no_years() {
    check(&[
        ("2000 users and 2,000 rows", ""),
        ("The firm has 1984 employees.", ""),
        ("It took 2000 ms and 2048 MB.", ""),
        ("about 2000 of them", ""),
        ("more than 2025 requests", ""),
        ("$2026 a month, or 2025%", ""),
        ("RFC 2045 on port 2049", ""),
        ("Windows 2000 and Visual Studio 2022", ""),
        ("1920 x 1080 pixels, 1920×1080", ""),
        ("version 2024.1 and 2.2024", ""),
        ("The last 2000 rows", ""),
        ("Call 555-2024 now", ""),
        ("2024 million barrels", ""),
        ("id=2024 or #2025", ""),
        ("They may march in.", ""),
        ("You can second that; the third time it worked.", ""),
        ("The devices last two years.", ""),
        ("2h 30m", ""),
        ("2000 questions were asked in 12 hours.", ""),
        ("Room 2010", ""),
        ("A few years ago, and recently", ""),
    ]);
}

#[test]
fn parts_of_a_year() {
    check(&[
        ("Q3 2024 revenue", "Q3 2024=2024-Q3"),
        ("the third quarter of 2025", "third quarter of 2025=2025-Q3"),
        ("in 2023's first half", "2023's first half=2023-H1"),
        ("the September quarter of 2024", "September quarter of 2024=2024-Q3"),
        ("in the March quarter-final", ""),
        ("SAN FRANCISCO, April, 12, 2016", "April, 12, 2016=2016-04-12"),
        ("fourth-quarter 2024 results", "fourth-quarter 2024=2024-Q4"),
        ("Q1'26 and Q4-2025", "Q1'26=2026-Q1; Q4-2025=2025-Q4"),
        ("2026-Q1, 2025 Q4 and 2026Q1", "2026-Q1=2026-Q1; 2025 Q4=2025-Q4; 2026Q1=2026-Q1"),
        ("3Q24 and 4Q 2023", "3Q24=2024-Q3; 4Q 2023=2023-Q4"),
        ("HY 2024 and HY25", "HY 2024=2024-H1; HY25=2025-H1"),
        ("H1 2024, 2H25", "H1 2024=2024-H1; 2H25=2025-H2"),
        ("the second half of 2025", "second half of 2025=2025-H2"),
        ("FY2025 and FY25 and FY 2024", "FY2025=2025; FY25=2025; FY 2024=2024"),
        ("fiscal 2025, fiscal year 2024", "fiscal 2025=2025; fiscal year 2024=2024"),
        ("Q4 FY2021, Q1 of fiscal 2026", "Q4 FY2021=2021-Q4; Q1 of fiscal 2026=2026-Q1"),
        ("the fiscal third quarter of 2025", "fiscal third quarter of 2025=2025-Q3"),
        ("first quarter of fiscal year 2026", "first quarter of fiscal year 2026=2026-Q1"),
        ("Churn fell in Q1.", "Q1=2026-Q1"),
        ("Margins in Q4 were thin.", "Q4=2025-Q4"),
        ("First-quarter sales rose 4%.", "First-quarter=2026-Q1"),
        ("the first nine months of 2024", "first nine months of 2024=2024-01/2024-09"),
        ("the fourth quarter of last year", "fourth quarter of last year=2025-Q4"),
        ("Q1 and Q2 2025", "Q1=2025-Q1; Q2 2025=2025-Q2"),
        ("the first and second quarters of 2024", "first and second quarters of 2024=2024-Q1/2024-Q2"),
        ("the last quarter of 2023", "last quarter of 2023=2023-Q4"),
        ("the 1990s, the ’80s and the early 2000s", "1990s=1990/1999; ’80s=1980/1989; early 2000s=2000/2009"),
    ]);
}

#[test]
fn months_and_days() {
    check(&[
        ("In February 2026, it shipped.", "February 2026=2026-02"),
        ("Jan. 5, 2024", "Jan. 5, 2024=2024-01-05"),
        ("on 5 January 2024 and 12th of March, 2023", "5 January 2024=2024-01-05; 12th of March, 2023=2023-03-12"),
        ("January 5th, 2024", "January 5th, 2024=2024-01-05"),
        ("updated 2017-06-05 and 2017-06-05T12:30:00Z", "2017-06-05=2017-06-05; 2017-06-05=2017-06-05"),
        ("06/05/2017, 25/12/2016 and 5.6.2017", "06/05/2017=2017-06-05; 25/12/2016=2016-12-25; 5.6.2017=2017-06-05"),
        ("Tuesday, Dec. 9, 2025", "Tuesday, Dec. 9, 2025=2025-12-09"),
        ("Dec 2025 (Mar 2026)", "Dec 2025=2025-12; Mar 2026=2026-03"),
        ("as of April 2026", "April 2026=2026-04"),
        ("mid-March 2025", "mid-March 2025=2025-03"),
        ("Prices rose 0.2% in March.", "March=2026-03"),
        ("In September the court ruled.", "September=2025-09"),
        ("May 5 was a holiday; they may 5 times.", "May 5=2025-05-05"),
        ("2026-02 was cold", "2026-02=2026-02"),
        ("February 30, 2024 does not exist", "2024=2024"),
        ("the week of March 3, 2025", "week of March 3, 2025=2025-03-03"),
        ("In January of last year", "January of last year=2025-01"),
        ("Jan '24 and Oct-2025", "Jan '24=2024-01; Oct-2025=2025-10"),
        ("April Jones met June Smith in August.", "August=2025-08"),
        ("March 2,500 people marched", ""),
    ]);
}

#[test]
fn ranges() {
    check(&[
        ("2024-2026", "2024-2026=2024/2026"),
        ("2024–26, 2012-13 and 2024/25", "2024–26=2024/2026; 2012-13=2012/2013; 2024/25=2024/2025"),
        ("from 2024 to 2026", "2024 to 2026=2024/2026"),
        ("between 2020 and 2023", "2020 and 2023=2020/2023"),
        ("in 2020 and 2023", "2020=2020; 2023=2023"),
        ("January to March 2026", "January to March 2026=2026-01/2026-03"),
        ("November 2025 to January", "November 2025 to January=2025-11/2026-01"),
        ("November–January 2026", "November–January 2026=2025-11/2026-01"),
        ("June 3-5, 2025", "June 3-5, 2025=2025-06-03/2025-06-05"),
        ("5–7 January 2024", "5–7 January 2024=2024-01-05/2024-01-07"),
        ("2019 to present", "2019 to present=2019/2026"),
        ("Q1–Q3 2025", "Q1–Q3 2025=2025-Q1/2025-Q3"),
        ("Data: 2015–2024.", "2015–2024=2015/2024"),
        ("from $5 million in 2020 to $9 million in 2023", "2020=2020; 2023=2023"),
        ("FY24-25", "FY24-25=2024/2025"),
        ("1900 to 2100 users", ""),
        ("between early 2023 and mid-2024", "early 2023 and mid-2024=2023/2024"),
    ]);
}

#[test]
fn told_from_the_day_of_writing() {
    check(&[
        ("last year, this year and next year", "last year=2025; this year=2026; next year=2027"),
        ("Profit fell last quarter but rose last month.", "last quarter=2026-Q1; last month=2026-03"),
        ("this fiscal year", "this fiscal year=2026"),
        ("in the past two years", "past two years=2024/2026"),
        ("over the last 18 months", "last 18 months=?"),
        ("by September; by Christmas; by March", "By September=2026-09; By Christmas=2026-12-25; By March=2027-03"),
        ("until Q2 or by Q1", "Until Q2=2026-Q2; By Q1=2027-Q1"),
        ("over the next three years", "next three years=2026/2029"),
        ("over the past decade", "past decade=2016/2026"),
        ("two years ago and 10 days ago", "two years ago=2024; 10 days ago=2026-04-05"),
        ("Yesterday it closed; today it opened.", "Yesterday=2026-04-14; today=2026-04-15"),
        ("The minister said on Monday", "Monday=2026-04-13"),
        ("on Black Friday", ""),
        ("last week", "last week=2026-04-06/2026-04-12"),
        ("last January and next September", "last January=2026-01; next September=2026-09"),
        ("late last year", "late last year=2025"),
        ("by year-end", "By year-end=2026"),
        ("Output is up 3% year to date.", "year to date=2026"),
        ("by the end of this year", "By end of this year=2026"),
        ("since last year", "Since last year=2025"),
    ]);
    let last_year = scan("last year").remove(0).value;
    assert_eq!(last_year.resolve(None), None);
    assert_eq!(last_year.resolve(Some("2020")), Some("2019".to_owned()));
    assert_eq!(last_year.resolve(Some("2015-01-20 16:59:33+00:00")), Some("2014".to_owned()));
    assert_eq!(scan("last month").remove(0).value.resolve(Some("2020")), None);
    assert_eq!(scan("Q2").remove(0).value.with_year(2024).resolve(None), Some("2024-Q2".to_owned()));
}

#[test]
fn phrases_take_their_preposition() {
    let text = "Sales fell by the end of 2021.";
    assert_eq!(scan(text)[0].phrase.slice(text), Some("by the end of 2021"));
}

#[test]
fn bases_of_comparison() {
    let cases = [
        ("up 48% YoY and 3% QoQ", "YoY=YoY; QoQ=QoQ"),
        ("73% year-over-year growth", "year-over-year=YoY"),
        ("rose 5% year on year", "year on year=YoY"),
        ("down 4% from a year earlier", "from a year earlier=YoY"),
        ("12% more than a year ago", "than a year ago=YoY"),
        ("compared with the same period last year", "compared with the same period last year=YoY"),
        ("from the same quarter of the previous year", "from the same quarter of the previous year=YoY"),
        ("up 9% from the previous quarter", "from the previous quarter=QoQ"),
        ("fell 2% month over month", "month over month=MoM"),
        ("up 7% compared with 2023", "compared with 2023=2023"),
        ("up 12% from 2023", "from 2023=2023"),
        ("30% above 2019, relative to 2019 levels", "relative to 2019 levels=2019"),
        ("higher than in Q1 2024", "than in Q1 2024=2024-Q1"),
        ("higher satisfaction with their tools over 2016", "over 2016=2016"),
        ("a CAGR of 12%", "CAGR=CAGR"),
        ("from 2020 to 2023", ""),
        ("8% y/y, 3% q-o-q", "y/y=YoY; q-o-q=QoQ"),
        ("from the year-ago quarter", "from the year-ago quarter=YoY"),
        ("from $5m last year", ""),
        ("from the prior-year period", "from the prior-year period=YoY"),
    ];
    for (text, expected) in cases {
        let shown =
            basis_scan(text).into_iter().map(|basis| format!("{}={}", basis.span.slice(text).expect("slices"), basis.name));
        assert_eq!(shown.collect::<Vec<_>>().join("; "), expected, "{text}");
    }
}

#[test]
fn told_from_another_time() {
    check(&[
        ("It rose to €46 million in 2025 from €28 million the year before.", "2025=2025; year before=2024"),
        (
            "4% in the first quarter, after 17% in the same period of last year",
            "first quarter=2026-Q1; same period of last year=2025-Q1",
        ),
        (
            "In Q1 2024 it lost $3m, against $5m a year earlier and $4m in the previous quarter.",
            "Q1 2024=2024-Q1; a year earlier=2023-Q1; previous quarter=2023-Q4",
        ),
        ("Sales of 9m last year and 8m the year before", "last year=2025; year before=2024"),
        ("A year earlier it had 12 shops.", "A year earlier=?"),
        ("in previous years", ""),
        ("the year before the merger", ""),
        ("Profit for the full year 2024 was thin; full-year sales rose.", "full year 2024=2024; full-year=2026"),
    ]);
}

#[test]
fn told_by_their_end() {
    check(&[
        ("in the 13-week fiscal second quarter ended March 31, 2024", "fiscal second quarter ended March 31, 2024=2024-Q2"),
        ("results for the quarter ended June 30, 2025", "quarter ended June 30, 2025=2025-Q2"),
        ("the first quarter ended December 28, 2024", "first quarter ended December 28, 2024=2025-Q1"),
        ("in the fourth quarter ended Dec. 31", "fourth quarter ended Dec. 31=2025-Q4"),
        ("in the 12 months ended Dec. 31", "12 months ended Dec. 31=2025"),
        ("for the year ended December 31, 2021", "year ended December 31, 2021=2021"),
        ("the six months ended 30 June 2025", "six months ended 30 June 2025=2025-H1"),
        ("for the nine months ended September 30, 2025", "nine months ended September 30, 2025=2025-01/2025-09"),
        ("the 13 weeks ended July 2, 2023", "13 weeks ended July 2, 2023=2023-Q2"),
        (
            "sales of $9m in the quarter ended March 31, 2025, from $8m a year earlier",
            "quarter ended March 31, 2025=2025-Q1; a year earlier=2024-Q1",
        ),
    ]);
}

#[test]
fn parts_that_are_no_times_and_ranges_with_a_comma() {
    check(&[
        ("In a typical fourth quarter, half of them fall.", ""),
        ("the highest number since at least 2006", "Since 2006=2006"),
        ("90 times between September 2024, and November 2025", "September 2024, and November 2025=2024-09/2025-11"),
        ("results for the fourth quarter and full year 2022", "fourth quarter=2022-Q4; full year 2022=2022"),
        ("In the first nine months it was $4m.", "first nine months=2025-01/2025-09"),
        ("in the first nine months after the launch", ""),
        ("We expect more for the second half.", "second half=2025-H2"),
        ("in the second half of the match", ""),
    ]);
}

#[test]
fn announcements_and_surveys_set_the_time() {
    let call = Setting::of_date(None).reporting(["Welcome to the Norvik earnings call for the third quarter of 2022."]);
    let placed =
        |text: &str, setting: &Setting| scan(text).first().and_then(|mention| mention.place(setting)).unwrap_or_default();
    assert_eq!(placed("In the third quarter it was 4%.", &call), "2022-Q3");
    assert_eq!(placed("During the quarter it was 4%.", &call), "2022-Q3");
    assert_eq!(placed("Net debt was $4 million at quarter end.", &call), "2022-Q3");
    assert_eq!(placed("After quarter end we bought one more.", &call), "2022-Q4");
    assert_eq!(placed("This quarter's yield was 4%.", &call), "2022-Q3");
    assert_eq!(placed("Year-to-date, it was 4%.", &call), "2022");
    let survey = Setting::of_date(Some("2026-02-18")).surveying(Some("Boats 2025 Survey Results"));
    assert_eq!(placed("It was 4% this year.", &survey), "2025");
    assert_eq!(placed("It was 4% last year.", &survey), "2024");
    assert_eq!(placed("It was 4% last year.", &Setting::of_date(Some("2026-02-18"))), "2025");
}

#[test]
fn a_report_sets_the_year_of_its_quarters() {
    let setting = Setting::new(Some("2024-11-05"), ["Tessellate, Inc.", "Third quarter fiscal 2025 earnings call"], []);
    let placed = |text: &str| scan(text).first().and_then(|mention| mention.place(&setting)).unwrap_or_default();
    assert_eq!(placed("Revenue in the third quarter was $412 million."), "2025-Q3");
    assert_eq!(placed("For the fourth quarter we expect more."), "2025-Q4");
    assert_eq!(placed("For the full year we expect more."), "2025");
    assert_eq!(placed("During the quarter we bought shares."), "2025-Q3");
    assert_eq!(placed("A year earlier it was $335 million."), "2024-Q3");
    assert_eq!(placed("In August it moved."), "2024-08");
    assert_eq!(placed("Churn was 2.3% last quarter."), "2025-Q2");
    assert!(setting.has_reported("2025-Q3") && setting.has_reported("2024-08"));
    assert!(!setting.has_reported("2025-Q4") && !setting.has_reported("2025/2026"));
}

#[test]
fn datelines() {
    let cases = [
        ("Published 12 May 2026, 18:04 | Updated 13 May 2026, 07:30", Some("2026-05-12")),
        ("By Imani Castell | Updated February 18, 2026 | 9 minute read", Some("2026-02-18")),
        ("November 5, 2024, 4:30 p.m. Eastern Time", Some("2024-11-05")),
        (
            "HELSINKI, July 17, 2025 — Norvik Robotics reported a profit of 4 million euros for the second quarter.",
            Some("2025-07-17"),
        ),
        ("Last updated: March 2025", Some("2025-03")),
        (
            "Oslo, 24 October 2019. Norvik today published its report for the third quarter, which was its best so far.",
            Some("2019-10-24"),
        ),
        ("The plant opened on 5 January 2024 and closed in May.", None),
        ("State of Observability 2026", None),
        ("Net debt fell to £96 million (31 December 2022: £118 million)", None),
        ("Revenue in Q3 2025", None),
        ("In May 2024 we moved house.", None),
    ];
    for (text, expected) in cases {
        assert_eq!(dateline(text).as_deref(), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_gives_ordered_mentions_that_slice_it(text in "(\\PC|[0-9]{4}|Q[1-4]|Jan|last year|two years ago| to |-|–|\\.|,|fiscal|FY25| ){0,40}") {
        let mut end = 0;
        for mention in scan(&text) {
            prop_assert!(mention.span.start >= end && !mention.span.is_empty() && mention.span.slice(&text).is_some());
            prop_assert!(mention.phrase.contains(mention.span) && mention.phrase.slice(&text).is_some());
            let _ = mention.resolve(Some(WRITTEN));
            end = mention.span.end;
        }
        let mut end = 0;
        for basis in basis_scan(&text) {
            prop_assert!(basis.span.start >= end && basis.span.slice(&text).is_some());
            end = basis.span.end;
        }
    }

    #[test]
    fn any_document_date_is_survived(date in "\\PC{0,20}|[0-9]{1,4}-[0-9]{2}-[0-9]{2}") {
        for mention in scan("last week, the past 999 years, 999 days ago, Q1, on Monday, next January") {
            let _ = mention.value.resolve(Some(&date));
        }
    }
}

#[test]
fn the_top_of_a_document_tells_what_it_reports_on() {
    let told = |date: Option<&str>, opening: &[&str], body: &[&str], text: &str| {
        let setting = Setting::new(date, opening.iter().copied(), body.iter().copied());
        scan(text).first().and_then(|mention| mention.place(&setting))
    };
    let quarter = ["Norvik reports a profit in Q3"];
    let body = ["Norvik made $9 million in the third quarter of 2022, the firm said."];
    assert_eq!(told(None, &quarter, &body, "It was 4% in the quarter.").as_deref(), Some("2022-Q3"));
    assert_eq!(told(Some("2022-11-02"), &quarter, &[], "It was 4% in the quarter.").as_deref(), Some("2022-Q3"));
    assert_eq!(told(None, &[], &["The 2020 poll was answered by 900 people."], "up from 4% last year").as_deref(), Some("2019"));
    assert_eq!(told(None, &["Norvik results for 2011"], &[], "over the previous year").as_deref(), Some("2010"));
    assert_eq!(told(None, &[], &["Brandis expects a shortage in 2031.", "Founded before 2004."], "up from 4% last year"), None);
    assert_eq!(told(Some("2026-04"), &[], &["The 2020 poll had 900 answers."], "up from 4% last year").as_deref(), Some("2025"));
}
