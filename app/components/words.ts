export const PRODUCT_NAME = "Danh mục dịch vụ công trực tuyến – tỉnh Đắk Nông"

/** Title of a browser tab: the page first, then the product. */
export const pageTitle = (page: string): { title: string }[] => [{ title: `${page} · ${PRODUCT_NAME}` }]
