/** Said wherever a figure of made-up data is seen. */
export const GENERATED = "dữ liệu sinh để tập huấn"
