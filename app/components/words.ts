export const PRODUCT_NAME = "Danh mục dịch vụ công trực tuyến"

/** Title of a browser tab: the page first, then the product. The province stands in the head of the page, as of the day. */
export const pageTitle = (page: string): { title: string }[] => [{ title: `${page} · ${PRODUCT_NAME}` }]

/** Title of the tab of one thing among many of its kind: its own name first. `name` is not known while the page could not be shown. */
export const itemTitle = (kind: string, name: string | undefined): { title: string }[] =>
  pageTitle(name ? `${name} – ${kind}` : kind)
