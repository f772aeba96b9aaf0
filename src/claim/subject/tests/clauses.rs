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
