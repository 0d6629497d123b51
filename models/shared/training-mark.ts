/** What everything made in training says of itself: pages, documents, records and portal messages. */
export const TRAINING_MARK = "TẬP HUẤN – không có giá trị pháp lý"
