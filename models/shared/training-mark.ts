/** What everything made in training says of itself: pages, documents, records and portal messages. */
export const TRAINING_MARK = "TẬP HUẤN – không có giá trị pháp lý"

/** The heading of the column that says so in files of rows. */
export const TRAINING_HEADING = "Tập huấn"

/** The rows of a file with the mark in a last column in training, never in a line of its own; the first row is the heading. */
export const withTrainingColumn = (
  rows: readonly (readonly string[])[],
  isTraining: boolean,
): readonly (readonly string[])[] =>
  isTraining ? rows.map((row, index) => [...row, index === 0 ? TRAINING_HEADING : TRAINING_MARK]) : rows
