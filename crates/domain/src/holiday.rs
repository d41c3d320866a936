//! Federal holidays, on which offices of either kind may be closed: days that do not count as business days.
//!
//! Source: 5 U.S.C. 6103(a) (the days), 6103(b)(1) (one on a Saturday is kept on the Friday before), Executive Order 11582
//! (one on a Sunday is kept on the Monday after). A state's own holidays are not known here.

use crate::day::Day;

impl Day {
    /// A federal holiday is kept on this day.
    #[must_use]
    pub fn is_federal_holiday(self) -> bool {
        const MONDAY: u8 = 0;
        const FRIDAY: u8 = 4;
        match self.weekday() {
            // Kept on the Monday after, or its own day.
            MONDAY => self.is_named_holiday() || self.before().is_fixed_holiday(),
            FRIDAY => self.is_named_holiday() || self.next().is_fixed_holiday(),
            _ => self.is_named_holiday(),
        }
    }
    fn is_named_holiday(self) -> bool {
        self.is_fixed_holiday() || self.is_moving_holiday()
    }
    fn is_fixed_holiday(self) -> bool {
        // New Year, Juneteenth, Independence Day, Veterans Day, Christmas.
        matches!((self.month(), self.of_month()), (1, 1) | (6, 19) | (7, 4) | (11, 11) | (12, 25))
    }
    fn is_moving_holiday(self) -> bool {
        const MONDAY: u8 = 0;
        const THURSDAY: u8 = 3;
        let nth = (self.of_month() - 1) / 7 + 1;
        match (self.month(), self.weekday()) {
            // Martin Luther King, Jr.; Washington; Labor Day; Columbus Day.
            (1 | 2, MONDAY) => nth == 3,
            (9, MONDAY) => nth == 1,
            (10, MONDAY) => nth == 2,
            // Memorial Day is the last Monday of May.
            (5, MONDAY) => self.of_month() > 24,
            (11, THURSDAY) => nth == 4,
            _ => false,
        }
    }
}
