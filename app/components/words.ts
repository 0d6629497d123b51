export const PRODUCT_NAME = "Danh mục dịch vụ công trực tuyến"

/** Title of a browser tab: the page first, then the product. The province stands in the head of the page, as of the day. */
export const pageTitle = (page: string): { title: string }[] => [{ title: `${page} · ${PRODUCT_NAME}` }]
