/** The rows of an edition with how each stands on the day they are fetched. */
export const STANDING_CSV = "catalogue-hien-trang.csv"
export const STANDING_XLSX = "catalogue-hien-trang.xlsx"
