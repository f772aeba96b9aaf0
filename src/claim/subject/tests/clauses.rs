//! Figures that keep to their clause, to whose account it is, and to their answer.

use super::{OWN, SURVEY, check, check_behind};

#[test]
fn clauses_and_their_figures_keep_together() {
    check(&[
        ("Files older than 90 days are deleted.", "Files"),
        ("Most of the bakers have baked for over 11 years.", "bakers"),
        ("Pre-trained with only 4M images, Zephyr is good.", "Zephyr"),
        ("Out of the 502 loaves, most are round.", "loaves"),
        ("Long story short, if we keep the oven, the effective price is $1.06.", "effective price"),
        ("The first oven was built in Oslo, but for some reasons was slow, not baking more than 30 loaves a day.", "first oven"),
        ("On October the 20th, the bakery ratified a new contract of 5 years.", "bakery"),
        ("Analysts polled by Reuters had expected a profit of $1.20 a share.", "profit"),
        ("Bread is eaten by 14%, while Zephyr, Bolt, and Corvid all had shares under 5%.", "Zephyr, Bolt, and Corvid"),
        ("Bolt's Zephyr, a $199 portable oven and hearth, is hot.", "Zephyr"),
        ("The fastest rise in 22 years will push the Oslo index up 20 percent.", "Oslo index"),
        ("Bakery Department figures also show that the average work week fell to 34 hours.", "average work week"),
    ]);
}

#[test]
fn accounts_explain_their_own_sums() {
    check_behind(
        OWN,
        &[
            ("Profit of $77 million, including $2 million from the Bolt refunds, rose.", "Veltro"),
            ("Other increases included a $1.1 million increase in salaries.", "Veltro"),
            ("Net income, net of tax, was $4 million.", "Veltro"),
            ("The rise was due to a $4 million favourable pricing comparison.", "Veltro"),
            ("Product costs as a share of sales increased to 49.2 percent.", "Veltro"),
            ("\"We had record sales of $136 million,\" said Alan Moe, chief executive.", "Veltro"),
        ],
    );
}

#[test]
fn answers_in_a_row_have_their_own_shares() {
    check_behind(
        SURVEY,
        &[
            (
                "The most popular answers were timing of the classes (27%), followed by quality of the ovens (16%).",
                "quality of the ovens",
            ),
            ("They pointed to the lack of flour (40%) and a poor connection (18%).", "poor connection"),
        ],
    );
}

#[test]
fn a_rule_takes_only_what_it_means() {
    check(&[
        ("June earned $5 million from her book.", "June"),
        ("Bottom line in the quarter rose 5%.", "Bottom line"),
        (
            "Acme Corp (NYSE: ACM) today announced an oven.\n\n\"We bake 300 loaves a day with it,\" said Jo Lund, a baker.",
            "Jo Lund",
        ),
        (
            "Acme Corp (NYSE: ACM) today announced an oven.\n\n\"We bake 300 loaves a day with it,\" said the customer.",
            "customer",
        ),
        ("Acme Corp (NYSE: ACM) today announced an oven.\n\n\"We sold 300 of them,\" said the chief executive.", "Acme Corp"),
    ]);
}

#[test]
fn lists_and_people_are_not_taken_for_others() {
    check(&[
        ("Britain, the Netherlands and the Bolt Group spent $40 billion.", "Britain, the Netherlands and the Bolt Group"),
        ("Bolt, the nation's largest bank and a lender in 2008, lost two offices.", "Bolt"),
        ("China bought ships. Half of the farmers said that they plan to sell one-third of their land.", "farmers"),
        ("Acme hired engineers in Texas and said it sold 40 ovens.", "Acme"),
        ("In Tallinn, Estonia, the bakery has 40 ovens.", "bakery"),
        ("The loan amounts to $40 million.", "loan"),
    ]);
    check_behind(OWN, &[("Gains at Bolt were 5%.", "Gains"), ("For Kaskade, net sales fell 7%.", "Kaskade")]);
    check_behind(
        SURVEY,
        &[
            ("The clear winner was Zephyr with 68% usage.", "Zephyr"),
            ("Zephyr beat Bolt with 68%.", "Zephyr"),
            ("Zephyr was chosen by 40%, followed by Bolt (30%) and Corvid with 20%.", "Corvid"),
            ("When asked about ovens, 40% said Zephyr, 30% Bolt and 10% Kaskade.", "Kaskade"),
        ],
    );
}

#[test]
fn a_segment_keeps_the_measures_of_its_paragraph() {
    let results = "Acme Corp (NYSE: ACM) today announced financial results for the second quarter.\n\n";
    let told = |text: &str| format!("{results}{text}");
    let segment = told("Pipes and Pumps segment revenue rose to $137.4 million. Gross margin was 6.4%.");
    let whole = told("Coatings segment revenue was $33 million. Total revenue was $900 million.");
    let next = told("Coatings segment revenue was $33 million.\n\nGross margin was 8%.");
    check(&[(&segment, "Pipes and Pumps segment"), (&whole, "Acme Corp"), (&next, "Acme Corp")]);
}

#[test]
fn who_announces_results_may_be_told_at_length() {
    let release = "TULSA, OK – May 2, 2026 – Golden Service Company (Nasdaq: GSCO, \"Golden\" or \"the Company\"), a contractor that plans, builds, \
                   and keeps pipes, today announced financial results for the quarter.\n\nQUARTERLY HIGHLIGHTS\n\n";
    let revenue = format!("{release}• Revenue of $244.5 million");
    let company = format!("{release}During the quarter, the Company incurred $3.4 million of costs.");
    check(&[(&revenue, "Golden Service Company"), (&company, "Golden Service Company")]);
}

#[test]
fn what_opens_a_sentence_behind_a_preposition_is_no_subject() {
    check(&[
        ("In Paris, London, and Oslo, Acme has 40 shops.", "Acme"),
        ("In Europe, Acme, Bolt and Corvid have 40 shops.", "Acme, Bolt and Corvid"),
        ("Relative to its rivals, Acme has 40 shops.", "Acme"),
        ("Relative humidity rose to 40%.", "Relative humidity"),
        ("Our December Veltro bill was €36.", "the author"),
    ]);
}

#[test]
fn figures_set_beside_others_have_their_subject() {
    check(&[
        ("India, China, and Japan rose by 3%, 2%, and 1%.", "Japan"),
        ("Oslo led at 24%, followed by Bergen (12%).", "Bergen"),
        ("Development: 80% -> 88%", "Development"),
    ]);
}

#[test]
fn shares_in_parentheses_are_of_what_is_used_or_of_the_group_alone() {
    check_behind(
        SURVEY,
        &[
            ("Veltro is used by a large part of the community (80%).", "Veltro"),
            ("The majority of respondents who use Veltro do so on a daily basis (77%).", "respondents who use Veltro"),
            ("The largest group (35%) said they had not learned it yet.", "respondents"),
        ],
    );
}
