export default { basePath: "/sub", output: "export", reactStrictMode: true };
