/** Working days QĐ 766 and NĐ 63/2010 Điều 24(2) give a province from the decision to the entry in the national database. */
export const PUBLISHING_DAYS = 5
/** Working days QĐ 766 asks a province's decision to come before the newest of its legal bases takes effect. */
export const ANNOUNCING_DAYS = 5
