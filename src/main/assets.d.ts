/** A picture carried inside the bundle, as a data: URL. */
declare module '*.png?inline' {
  const dataUrl: string
  // The bundler's own shape of an asset.
  export default dataUrl
}
