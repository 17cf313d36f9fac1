# Signs every program in a folder: scripts/sign/windows.ps1 FOLDER
# Uses the tools of Windows alone, so that no code of a dependency comes near the certificate.
param([Parameter(Mandatory)][string]$Folder)
$ErrorActionPreference = 'Stop'

if (-not $env:WINDOWS_CERTIFICATE) {
  Write-Output "::warning::WINDOWS_CERTIFICATE is not set: the programs in $Folder stay unsigned."
  exit 0
}

$programs = @(Get-ChildItem -Path $Folder -Recurse -File -Filter '*.exe' | ForEach-Object FullName)
if ($programs.Count -eq 0) { throw "There is no program in $Folder." }
$signtool = Get-ChildItem "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe" |
  Sort-Object FullName | Select-Object -Last 1

$file = Join-Path ([IO.Path]::GetTempPath()) 'certificate.pfx'
$certificate = $null
try {
  [IO.File]::WriteAllBytes($file, [Convert]::FromBase64String($env:WINDOWS_CERTIFICATE))
  $password = ConvertTo-SecureString $env:WINDOWS_CERTIFICATE_PASSWORD -AsPlainText -Force
  $certificate = Import-PfxCertificate -FilePath $file -CertStoreLocation Cert:\CurrentUser\My -Password $password
  & $signtool.FullName sign /sha1 $certificate.Thumbprint /fd SHA256 /td SHA256 /tr http://timestamp.digicert.com $programs
  if ($LASTEXITCODE -ne 0) { throw "signtool ended with $LASTEXITCODE." }
  & $signtool.FullName verify /pa $programs
  if ($LASTEXITCODE -ne 0) { throw "A signature cannot be verified: $LASTEXITCODE." }
}
finally {
  Remove-Item -Force -ErrorAction SilentlyContinue $file
  if ($certificate) { Remove-Item -Force "Cert:\CurrentUser\My\$($certificate.Thumbprint)" }
}
